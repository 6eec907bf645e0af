package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpillTest {
    @Test
    void rowsInAFileGiveTheModelThatRowsInMemoryGive() {
        var table = SampleTables.mixed(3000, 1);
        List<String> notices = new ArrayList<>();
        Hourglass inMemory = Hourglass.training(table, SampleTables.epochs(2)).run();
        Hourglass inFile = Hourglass.training(table, SampleTables.epochs(2))
                .memory(1000)
                .listener(new TrainingListener() {
                    @Override
                    public void noticed(String finding) {
                        notices.add(finding);
                    }
                })
                .run();
        assertThat(notices).anyMatch(notice -> notice.contains("kept in a temporary file"));
        assertThat(inFile.autoencoder().weights())
                .isEqualTo(inMemory.autoencoder().weights());
        assertThat(inFile.scoreProfile()).isEqualTo(inMemory.scoreProfile());
        assertThat(inFile.provenance()).isEqualTo(inMemory.provenance());
    }
}

package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.data.table.Table;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembersTest {
    @Test
    void codesAreThoseOfTheModelWithoutFurtherMembersAndReconstructionsAreNot(@TempDir Path folder) {
        Table rows = SampleTables.mixed(200, 1);
        Hourglass alone = Hourglass.train(rows, SampleTables.epochs(3));
        Hourglass three =
                Hourglass.training(rows, SampleTables.epochs(3)).members(3).run();
        Path file = folder.resolve("three.hg");
        three.save(file);
        Hourglass opened = Hourglass.open(file);
        assertThat(opened.members()).isEqualTo(3);
        assertThat(SampleTables.lines(opened.encode(rows))).isEqualTo(SampleTables.lines(alone.encode(rows)));
        assertThat(SampleTables.lines(opened.reconstruct(rows)))
                .isEqualTo(SampleTables.lines(three.reconstruct(rows)))
                .isNotEqualTo(SampleTables.lines(alone.reconstruct(rows)));
    }
}

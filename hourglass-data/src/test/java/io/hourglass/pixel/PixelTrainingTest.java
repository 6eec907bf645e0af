package io.hourglass.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.Hourglass;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.engine.Engines;
import io.hourglass.engine.JavaEngine;
import io.hourglass.math.RandomStream;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.LengthPlan;
import io.hourglass.training.MemoryRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelTrainingTest {
    private static final int HEIGHT = 6;
    private static final int WIDTH = 7;
    private static final PixelPlan PLAN = new PixelPlan(new PixelWindow(2, 2, 2), List.of(24, 12), 4, 250);

    @TempDir
    private Path folder;

    /** Images in which every sample is the one to its left and four more, or less in odd images. */
    private static byte[] image(int number) {
        byte[] image = new byte[HEIGHT * WIDTH];
        int light = 60 + RandomStream.of(number).nextInt(120);
        for (int at = 0; at < image.length; at++) {
            image[at] = (byte) (light + (number % 2 == 0 ? 4 : -4) * (at % WIDTH));
        }
        return image;
    }

    private static MemoryRows rows(int count) {
        MemoryRows rows = new MemoryRows(HEIGHT * WIDTH, List.of());
        for (int i = 0; i < count; i++) {
            float[] row = new float[HEIGHT * WIDTH];
            byte[] image = image(i);
            for (int at = 0; at < row.length; at++) {
                row[at] = (image[at] & 0xff) / 255f;
            }
            rows.add(row, 0);
        }
        return rows;
    }

    private static PixelPredictor trained(List<String> notices) {
        return new PixelTraining(PLAN, new ImageColumn("image", HEIGHT, WIDTH, 1, 8), 5)
                .train(rows(200), Engines.java(), notices::add);
    }

    @Test
    void whatNeighboursTellTakesFewBits() {
        List<String> notices = new ArrayList<>();
        trained(notices);
        assertThat(notices).hasSize(1);
        double bits = Double.parseDouble(notices.get(0).replaceAll("[^0-9.]", ""));
        assertThat(bits).isBetween(0.5, 3.0); // 8 without learning
    }

    @Test
    void itDependsOnTheSeedAloneAndNotOnTheThreads() {
        try (JavaEngine one = new JavaEngine(1)) {
            PixelPredictor other = new PixelTraining(PLAN, new ImageColumn("image", HEIGHT, WIDTH, 1, 8), 5)
                    .train(rows(200), one, notice -> {});
            assertThat(other.weights()).isEqualTo(trained(new ArrayList<>()).weights());
        }
    }

    @Test
    void imagesOfOtherThanEightBitsAreRefused() {
        assertThatThrownBy(() -> new PixelTraining(PLAN, new ImageColumn("image", HEIGHT, WIDTH, 1, 16), 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 bits");
    }

    @Test
    void aModelFileKeepsIt() throws IOException {
        Path data = folder.resolve("images.idx");
        ByteBuffer file = ByteBuffer.allocate(16 + 40 * HEIGHT * WIDTH)
                .putInt(0x803)
                .putInt(40)
                .putInt(HEIGHT)
                .putInt(WIDTH);
        for (int i = 0; i < 40; i++) {
            file.put(image(i));
        }
        Files.write(data, file.array());
        HourglassPlan plan =
                HourglassPlan.defaults().withLength(LengthPlan.defaults().withEpochs(1));
        Hourglass model = Hourglass.training(DataSource.open(data.toString(), SourceOptions.defaults()), plan)
                .pixels(PLAN.withUpdates(3))
                .run();
        Path saved = folder.resolve("m.hg");
        model.save(saved);
        PixelPredictor back = Hourglass.open(saved).pixels().orElseThrow();
        assertThat(back.design()).isEqualTo(model.pixels().orElseThrow().design());
        assertThat(back.weights()).isEqualTo(model.pixels().orElseThrow().weights());
        assertThat(model.provenance().notices()).anyMatch(notice -> notice.contains("predictor of pixels"));
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        PixelDesign design = new PixelDesign(HEIGHT, WIDTH, 1, PLAN.window(), PLAN.hidden(), 4);
        assertThatThrownBy(() -> new PixelPredictor(design, new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weights");
    }
}

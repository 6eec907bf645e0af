package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.engine.JavaEngine;
import io.hourglass.error.CorruptFileException;
import io.hourglass.network.RecurrentCell;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.LengthPlan;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.plan.SeriesPlan;
import io.hourglass.use.Scoring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link GoldenModelTest}, for models of windows of series, one for each recurrent cell. */
class GoldenSeriesTest {
    private static final String DATA =
            GoldenModel.FOLDER.resolve("series-rows.csv").toString();
    private static final SeriesPlan SERIES =
            SeriesPlan.windows(9).orderedBy("hour").apartBy("site");

    @BeforeAll
    static void writeAgainIfAsked() throws IOException {
        String wanted = System.getProperty("hourglass.golden", "");
        for (RecurrentCell cell : RecurrentCell.values()) {
            if (wanted.equals("models")) {
                trained(cell, 12, 1).save(file(cell));
            }
            if (wanted.equals("models") || wanted.equals("results")) {
                Files.write(kept(cell), results(cell, Hourglass.open(file(cell))));
            }
        }
    }

    private static Path file(RecurrentCell cell) {
        return GoldenModel.FOLDER.resolve(name(cell) + ".hg");
    }

    private static Path kept(RecurrentCell cell) {
        return GoldenModel.FOLDER.resolve(name(cell) + "-results.txt");
    }

    private static String name(RecurrentCell cell) {
        return "series-" + cell.name().toLowerCase(Locale.ROOT) + "-v1";
    }

    private static Hourglass trained(RecurrentCell cell, int epochs, int threads) {
        HourglassPlan plan = HourglassPlan.defaults()
                .withNetwork(NetworkPlan.defaults().withCode(3).withHidden(7))
                .withLength(LengthPlan.defaults().withEpochs(epochs).withBatch(100));
        Table rows = DataSource.open(DATA, SourceOptions.defaults());
        try (Engine engine = new JavaEngine(threads)) {
            return Hourglass.training(rows, plan)
                    .series(SERIES.withRecurrent(cell))
                    .engine(engine)
                    .scoreByModel()
                    .run();
        }
    }

    private static String digest(Hourglass model) {
        return GoldenModel.digest(List.of(Arrays.toString(model.autoencoder().weights())));
    }

    private static List<String> results(RecurrentCell cell, Hourglass model) {
        Table rows = DataSource.open(DATA, SourceOptions.defaults(), model.schema());
        List<String> lines = new ArrayList<>(List.of("training " + digest(trained(cell, 3, 1))));
        lines.addAll(SampleTables.lines(model.encode(rows)));
        lines.addAll(SampleTables.lines(model.reconstruct(rows)));
        lines.addAll(SampleTables.lines(model.score(rows, Scoring.usual().explained())));
        return lines;
    }

    @ParameterizedTest
    @EnumSource
    void aKeptModelGivesWhatItGaveAndTrainingHasTheBitsThatItHad(RecurrentCell cell) throws IOException {
        assertThat(results(cell, Hourglass.open(file(cell)))).isEqualTo(Files.readAllLines(kept(cell)));
        assertThat(digest(trained(cell, 3, 3))).isEqualTo(digest(trained(cell, 3, 1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            series.json | "window":9 | "window":8 | windows have 8 rows, and the networks take 9
            series.json | "window":9 | "window":1 | got 1
            series.json | "by":["site"] | "by":["load"] | [load, hour]
            series.json | "name":"hour" | "name":"when" | [site, hour]
            series.json | "time":"hour" | "time":"site" | once
            series.json | "recurrent":"gru" | "recurrent":"rnn" | rnn
            network.json | "dimensions":[9,2] | "dimensions":[1000000,2] | layer 0
            network.json | "times":9 | "times":10 | cannot reshape
            """)
    void whatDoesNotFitTogetherIsNamed(String section, String found, String by, String reason, @TempDir Path folder)
            throws IOException {
        Map<String, byte[]> sections = HandMadeFile.sections(file(RecurrentCell.GRU));
        String text = new String(sections.get(section), StandardCharsets.UTF_8);
        assertThat(text).contains(found);
        sections.put(section, text.replace(found, by).getBytes(StandardCharsets.UTF_8));
        Path damaged = Files.write(folder.resolve("damaged.hg"), HandMadeFile.of(sections));
        assertThatThrownBy(() -> Hourglass.open(damaged))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("section " + section);
    }

    @ParameterizedTest
    @EnumSource
    void aKeptModelIsWrittenAgainByteForByte(RecurrentCell cell, @TempDir Path folder) throws IOException {
        Path again = folder.resolve("again.hg");
        Hourglass.open(file(cell)).save(again);
        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(file(cell)));
    }
}

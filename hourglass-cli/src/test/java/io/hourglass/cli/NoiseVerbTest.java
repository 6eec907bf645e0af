package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoiseVerbTest {
    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void makesData() throws IOException {
        table = Samples.table(folder.resolve("rows.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"masking:0", "gaussian:0", "swap:0", "salt-pepper:0"})
    void noNoiseLeavesEveryByte(String noise) throws IOException {
        assertThat(noise(noise, "out.csv")).hasSameBinaryContentAs(table);
    }

    @Test
    void maskedCellsAreMissingAndTheOthersUntouched() throws IOException {
        List<String> before = Files.readAllLines(table);
        List<String> after = Files.readAllLines(noise("masking:0.3", "out.csv"));
        int hidden = 0;
        for (int row = 1; row < before.size(); row++) {
            String[] old = before.get(row).split(",", -1);
            String[] fresh = after.get(row).split(",", -1);
            for (int c = 0; c < 5; c++) {
                assertThat(fresh[c]).isIn("", old[c]);
                hidden += fresh[c].isEmpty() && !old[c].isEmpty() ? 1 : 0;
            }
            assertThat(fresh[5]).isEqualTo(old[5]);
        }
        assertThat(hidden).isBetween(270, 450);
    }

    @Test
    void gaussianNoiseIsMeasuredInStandardDeviationsOfTheColumn() throws IOException {
        List<String> before = Files.readAllLines(table);
        List<String> after = Files.readAllLines(noise("gaussian:0.5", "out.csv"));
        double squares = 0;
        for (int row = 1; row < before.size(); row++) {
            double moved = Double.parseDouble(after.get(row).split(",", -1)[0])
                    - Double.parseDouble(before.get(row).split(",", -1)[0]);
            squares += moved * moved;
            assertThat(after.get(row).split(",", -1)[2])
                    .isEqualTo(before.get(row).split(",", -1)[2]);
        }
        // Heights are uniform over 50, with a standard deviation of 50 / sqrt(12).
        assertThat(Math.sqrt(squares / Samples.ROWS)).isBetween(0.4 * 14.4, 0.6 * 14.4);
    }

    @Test
    void swappedCellsAreValuesOfTheirColumn() throws IOException {
        List<String> before = Files.readAllLines(table);
        List<String> after = Files.readAllLines(noise("swap:0.5", "out.csv"));
        List<String> heights =
                before.stream().map(line -> line.split(",", -1)[0]).toList();
        assertThat(after.stream().map(line -> line.split(",", -1)[0]))
                .isSubsetOf(heights)
                .isNotEqualTo(heights);
    }

    @Test
    void theSameSeedDrawsTheSameNoise() throws IOException {
        Path first = noise("salt-pepper:0.2", "a.csv", "--seed", "5");
        assertThat(noise("salt-pepper:0.2", "b.csv", "--seed", "5")).hasSameBinaryContentAs(first);
        assertThat(Files.mismatch(noise("salt-pepper:0.2", "c.csv", "--seed", "6"), first))
                .isNotNegative();
    }

    @Test
    void noisyImagesKeepTheirFloatsInArrays() throws IOException {
        Path idx = Samples.idx(folder.resolve("images.idx"));
        Path out = folder.resolve("noisy.npy");
        Run.of("noise", "--data", idx.toString(), "--noise", "gaussian:0..0.5", "--out", out.toString())
                .done();
        String shown = Run.of("inspect", out.toString()).done().out();
        assertThat(shown).contains("image 4x4x1").containsPattern(" -[01]\\.\\d+ +[12]\\.\\d+");
        Path folderOut = folder.resolve("noisy");
        Run.of("noise", "--data", idx.toString(), "--noise", "masking:0.5", "--out", folderOut.toString(), "--json")
                .done();
        assertThat(folderOut.resolve("000059.png")).exists();
    }

    @Test
    void noiseThatIsNotKnownIsTheCallersMistake() {
        for (String noise : List.of("pepper:0.1", "masking:2", "gaussian:x", "masking")) {
            Run run = Run.of("noise", "--data", table.toString(), "--noise", noise, "--out", "-");
            assertThat(run.status()).as(noise).isEqualTo(ExitStatus.CALLER);
            assertThat(run.err()).contains("--noise");
        }
    }

    private Path noise(String noise, String name, String... options) {
        Path out = folder.resolve(name);
        String[] start = {"noise", "--data", table.toString(), "--noise", noise, "--out", out.toString()};
        String[] all = java.util.Arrays.copyOf(start, start.length + options.length);
        System.arraycopy(options, 0, all, start.length, options.length);
        Run.of(all).done();
        return out;
    }

    @Test
    void whatAModelTakesOffATableIsMeasuredByColumnAndHiddenCellsAreNot() throws IOException {
        String model = folder.resolve("m.hg").toString();
        Run.of("train", "--data", table.toString(), "--out", model, "--kind", "denoising", "--epochs", "1")
                .done();
        JsonObject swapped = cleaned(model, noise("swap:0.2", "swapped.csv"));
        assertThat(swapped.get("rows").getAsInt()).isEqualTo(Samples.ROWS);
        assertThat(swapped.get("missingCells").getAsInt()).isZero();
        JsonObject columns = swapped.getAsJsonObject("columns");
        assertThat(columns.entrySet()).isNotEmpty().allSatisfy(each -> {
            JsonObject measure = each.getValue().getAsJsonObject();
            String name = measure.has("rmse") ? "rmse" : "accuracy";
            assertThat(measure.getAsJsonObject(name).get("before").getAsDouble())
                    .as(each.getKey())
                    .isPositive();
        });
        assertThat(columns.toString()).contains("rmse", "accuracy");
        JsonObject same = cleaned(model, table).getAsJsonObject("columns");
        assertThat(same.getAsJsonObject("height")
                        .getAsJsonObject("rmse")
                        .get("before")
                        .getAsDouble())
                .isZero();
        assertThat(cleaned(model, noise("masking:0.3", "masked.csv"))
                        .get("missingCells")
                        .getAsInt())
                .isBetween(270, 450);
    }

    private JsonObject cleaned(String model, Path noisy) {
        return Run.of("evaluate", model, "--data", noisy.toString(), "--clean", table.toString(), "--json")
                .done()
                .json();
    }
}

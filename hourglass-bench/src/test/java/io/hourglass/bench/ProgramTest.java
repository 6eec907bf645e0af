package io.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

final class ProgramTest {
    private final StringWriter said = new StringWriter();

    @Test
    void aSystemOrANetworkThatIsNotKnownIsTheCallersMistake() {
        assertThat(status("side-by-side", "--systems", "abacus")).isEqualTo(2);
        assertThat(said.toString()).contains("hourglass-java", "djl-pytorch", "got 'abacus'");
        assertThat(status("side-by-side", "--networks", "1-1-1")).isEqualTo(2);
        assertThat(said.toString()).contains("784-512-128-32-128-512-784", "got '1-1-1'");
    }

    @Test
    void numbersThatMakeNoSenseAreTheCallersMistake() {
        assertThat(status("side-by-side", "--rounds", "0")).isEqualTo(2);
        assertThat(status("side-by-side", "--threads", "1,0", "--networks", "10-5-8-10", "--systems", "hourglass-java"))
                .isEqualTo(2);
        assertThat(said.toString()).contains("--threads must be at least 1, got 0");
        assertThat(status("dense", "--threads", "1,2")).isEqualTo(2);
        assertThat(status("scoring", "--rows", "0")).isEqualTo(2);
        assertThat(status("models", ".", "--only", "abacus")).isEqualTo(2);
        assertThat(said.toString()).contains("--only knows plain, ").contains("got 'abacus'");
        assertThat(status("classification", "x", "--only", "fashion-none")).isEqualTo(2);
        assertThat(said.toString()).contains("--only knows adult, fashion, fashion-few-1, ", "got 'fashion-none'");
    }

    @Test
    void jmhIsGivenItsOwnOptionsInTheirOrder() {
        CommandLine.ParseResult parsed = Main.program().parseArgs("jmh", "LayerBench", "-p", "engine=java", "-f", "1");
        assertThat(parsed.subcommand().matchedPositionalValue(0, List.of()).toString())
                .isEqualTo("[LayerBench, -p, engine=java, -f, 1]");
    }

    @Test
    void systemsAreChosenByNameInTheOrderOfTheTable() {
        assertThat(SideBySideCommand.chosen(Entry.ALL, Entry::system, List.of("roof", "hourglass-java"), "--systems"))
                .extracting(entry -> entry.system() + " " + entry.precision())
                .containsExactly("hourglass-java f32", "roof f32", "roof bf16");
        assertThat(SideBySideCommand.chosen(Entry.ALL, Entry::system, List.of(), "--systems"))
                .isEqualTo(Entry.ALL);
    }

    @Test
    void tablesLeaveOutWhatNoRowHasAndPrintPlainNumbers() {
        JsonObject first = new JsonObject();
        first.addProperty("system", "a");
        first.addProperty("rowsPerSecond", 1.774e7);
        JsonObject second = new JsonObject();
        second.addProperty("system", "b");
        JsonArray rows = new JsonArray();
        rows.add(first);
        rows.add(second);
        assertThat(Output.table(List.of("system", "rowsPerSecond", "missing"), rows))
                .isEqualTo("| system | rowsPerSecond |\n|---|---|\n| a | 17740000 |\n| b | — |\n");
    }

    @Test
    void theBestOfOthersIsThatOfThoseThatCouldBeMeasured() {
        JsonObject row = new JsonObject();
        for (String name : List.of("xz", "zstd", "bzip2", "zpaq", "parquet")) {
            row.addProperty(name, "-");
        }
        assertThat(CompressionCommand.best(row)).isEmpty();
        row.addProperty("xz", "120");
        row.addProperty("parquet", "70");
        assertThat(CompressionCommand.best(row)).hasValue(70);
    }

    @Test
    void threadsAreThoseGivenElseTheMeasurementsOwn() {
        Threads none = new Threads();
        assertThat(none.output.threads()).isEqualTo(1);
        assertThat(none.output.threadsOr(1, 2)).containsExactly(1, 2);
        Threads given = new Threads();
        new CommandLine(given).parseArgs("--threads", "4,8");
        assertThat(given.output.threadsOr(1, 2)).containsExactly(4, 8);
    }

    private int status(String... words) {
        return Main.program()
                .setErr(new PrintWriter(said, true))
                .setOut(new PrintWriter(said, true))
                .execute(words);
    }

    @CommandLine.Command
    private static final class Threads {
        @Mixin
        private final Output output = new Output();
    }
}

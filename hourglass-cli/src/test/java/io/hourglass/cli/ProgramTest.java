package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.error.DataException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgramTest {
    private final Screen screen = new Screen();

    @TempDir
    private Path folder;

    @Test
    void resultsGoToStandardOutputAndTheRestToStandardError() {
        assertThat(run("sample", "--out", "-", "--epochs", "3")).isEqualTo(ExitStatus.DONE);
        assertThat(screen.out()).isEqualTo("epochs 3 é\nmore\nx,y\n");
        assertThat(screen.err().lines()).containsExactly("begun", "sampling: all of it");
    }

    @Test
    void jsonIsOneObjectOnOneLineAndNothingElse() {
        assertThat(run("sample", "--out", out(), "--json", "--threads", "2")).isEqualTo(ExitStatus.DONE);
        assertThat(screen.out()).isEqualTo("{\"epochs\":200,\"threads\":2,\"loss\":null,\"model\":\"<é>\"}\n");
    }

    @Test
    void quietLeavesStandardErrorEmpty() {
        assertThat(run("sample", "--out", out(), "--quiet")).isEqualTo(ExitStatus.DONE);
        assertThat(screen.err()).isEmpty();
        assertThat(screen.out()).startsWith("epochs 200");
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(run("--version")).isEqualTo(ExitStatus.DONE);
        assertThat(screen.out()).isEqualTo("hourglass " + System.getProperty("hourglass.version") + "\n");
    }

    @Test
    void helpNamesTheVerbsAndEveryDefault() {
        assertThat(run("--help")).isEqualTo(ExitStatus.DONE);
        assertThat(screen.out()).contains("Usage: hourglass", "sample", "Prints a sample.");
        assertThat(run("sample", "--help")).isEqualTo(ExitStatus.DONE);
        assertThat(screen.out())
                .contains("Usage: hourglass sample", "Default: 200", "--json", "--quiet", "--verbose", "--force");
        assertThat(screen.err()).isEmpty();
    }

    @Test
    void anUnknownOptionIsTheCallersMistakeWithASuggestion() {
        assertThat(run("sample", "--out", out(), "--epoch", "3")).isEqualTo(ExitStatus.CALLER);
        assertThat(screen.err())
                .isEqualTo("hourglass: Unknown options: '--epoch', '3'\nPossible solutions: --epochs\n");
        assertThat(screen.err().lines()).hasSizeBetween(1, 3);
        assertThat(screen.out()).isEmpty();
    }

    @Test
    void anUnknownVerbIsTheCallersMistakeEvenWhenHelpIsAskedFor() {
        for (String[] arguments : new String[][] {{"sampel"}, {"sampel", "--help"}, {"sampel", "--out", "x"}}) {
            Screen own = new Screen();
            assertThat(new Program(own.streams(), List.of(new SampleVerb())).run(arguments))
                    .isEqualTo(ExitStatus.CALLER);
            assertThat(own.err()).isEqualTo("hourglass: there is no verb 'sampel'\nDid you mean: hourglass sample?\n");
            assertThat(own.out()).isEmpty();
        }
    }

    @Test
    void aMissingVerbAndAMissingOptionAreSaid() {
        assertThat(run()).isEqualTo(ExitStatus.CALLER);
        assertThat(screen.err()).isEqualTo("hourglass: a verb is needed\nhourglass --help lists what there is\n");
        assertThat(run("sample")).isEqualTo(ExitStatus.CALLER);
        assertThat(screen.err()).endsWith("""
                        hourglass: Missing required option: '--out=<out>'
                        hourglass sample --help lists what there is
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "99999999999"})
    void threadsAreAtLeastOne(String threads) {
        assertThat(run("sample", "--out", out(), "--threads", threads)).isEqualTo(ExitStatus.CALLER);
        assertThat(screen.err()).contains("--threads", threads);
    }

    @Test
    void anArgumentThatBeginsWithAnAtSignIsNoFileOfArguments() throws Exception {
        Path file = Files.writeString(folder.resolve("arguments"), "--version");
        assertThat(run("@" + file)).isEqualTo(ExitStatus.CALLER);
        assertThat(screen.err()).contains("@" + file);
    }

    @Test
    void anExistingOutputIsReplacedOnlyByForce() throws Exception {
        Path file = Files.createFile(folder.resolve("m.hg"));
        assertThat(run("sample", "--out", file.toString())).isEqualTo(ExitStatus.CALLER);
        assertThat(screen.err()).isEqualTo("hourglass: " + file + " exists already; --force replaces it\n");
        assertThat(run("sample", "--out", file.toString(), "--force")).isEqualTo(ExitStatus.DONE);
    }

    @Test
    void anOutputInAMissingFolderIsRefusedBeforeTheWork() {
        Path file = folder.resolve("none/m.hg");
        assertThat(run("sample", "--out", file.toString())).isEqualTo(ExitStatus.CALLER);
        assertThat(screen.err()).contains("there is no folder " + file.getParent());
    }

    @Test
    void stackTracesAreShownOnlyWhenAskedFor() {
        SampleVerb verb = new SampleVerb(() -> {
            throw new DataException("rows.csv, line 7, column age: found \"abc\", needed a number");
        });
        assertThat(run(verb, "sample", "--out", out())).isEqualTo(ExitStatus.DATA);
        assertThat(screen.err()).isEqualTo("hourglass: rows.csv, line 7, column age: found \"abc\", needed a number\n");
        assertThat(run(verb, "sample", "--out", out(), "--verbose")).isEqualTo(ExitStatus.DATA);
        assertThat(screen.err()).contains("\tat io.hourglass.cli.ProgramTest");
    }

    @Test
    void errorsOfTheJvmAreReportedToo() {
        SampleVerb deep = new SampleVerb(() -> {
            throw new StackOverflowError();
        });
        assertThat(run(deep, "sample", "--out", out())).isEqualTo(ExitStatus.BUG);
        SampleVerb large = new SampleVerb(() -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertThat(run(large, "sample", "--out", out())).isEqualTo(ExitStatus.MACHINE);
        assertThat(screen.err()).contains("this is a bug in Hourglass", "too little memory", "-Xmx");
    }

    @Test
    void aReaderThatHasEnoughIsNoFailure() {
        for (String[] arguments : new String[][] {{"--help"}, {"sample", "--out", "-", "--quiet"}}) {
            Streams streams = screen.streams(Screen.failing("Broken pipe"));
            assertThat(new Program(streams, List.of(new SampleVerb())).run(arguments))
                    .isEqualTo(ExitStatus.DONE);
        }
        assertThat(screen.err()).isEmpty();
    }

    @Test
    void aStandardOutputThatCannotBeWrittenIsTheMachines() {
        for (String[] arguments : new String[][] {{"--help"}, {"sample", "--out", "-", "--quiet"}}) {
            Streams streams = screen.streams(Screen.failing("No space left on device"));
            assertThat(new Program(streams, List.of(new SampleVerb())).run(arguments))
                    .isEqualTo(ExitStatus.MACHINE);
        }
        assertThat(screen.err()).contains("standard output").contains("the disk is full");
    }

    @Test
    void theRealProgramAnswersForEachOfItsVerbs() {
        for (Verb verb : Main.verbs()) {
            Screen own = new Screen();
            String name = new picocli.CommandLine(verb).getCommandName();
            assertThat(new Program(own.streams(new ByteArrayOutputStream()), Main.verbs()).run(name, "--help"))
                    .as(name)
                    .isEqualTo(ExitStatus.DONE);
        }
        assertThat(new Program(screen.streams(), Main.verbs()).run("--help")).isEqualTo(ExitStatus.DONE);
    }

    private String out() {
        return folder.resolve("m.hg").toString();
    }

    private ExitStatus run(String... arguments) {
        return run(new SampleVerb(), arguments);
    }

    private ExitStatus run(SampleVerb verb, String... arguments) {
        return new Program(screen.streams(), List.of(verb)).run(arguments);
    }
}

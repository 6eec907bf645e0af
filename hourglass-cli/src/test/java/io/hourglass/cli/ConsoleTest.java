package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

final class ConsoleTest {

    @Test
    void numbersThatAreNotFiniteBecomeNullAtEveryDepth() {
        JsonArray losses = new JsonArray();
        losses.add(Float.POSITIVE_INFINITY);
        losses.add(0.25f);
        losses.add(9_007_199_254_740_993L);
        JsonObject inner = new JsonObject();
        inner.add("losses", losses);
        JsonObject outer = new JsonObject();
        outer.add("history", inner);
        outer.addProperty("name", "NaN");
        Screen screen = new Screen();
        new Console(screen.streams(), true, false).result(outer, "unused");
        assertThat(screen.out())
                .isEqualTo("{\"history\":{\"losses\":[null,0.25,9007199254740993]},\"name\":\"NaN\"}\n");
    }

    @Test
    void dataPassesAsBytesAndClosingItKeepsTheStreamOpen() throws IOException {
        Screen screen = new Screen();
        Console console = new Console(screen.streams(), false, false);
        assertThat(console.input().readAllBytes()).containsExactly('a', ',', 'b', '\n');
        try (var output = console.output()) {
            output.write(new byte[] {'x', '\n'});
        }
        console.text("after");
        assertThat(screen.out()).isEqualTo("x\nafter\n");
    }

    @Test
    void noticesSpellOutControlCharacters() {
        Screen screen = new Screen();
        new Console(screen.streams(), false, false).notice("column \u0007 left out");
        assertThat(screen.err()).isEqualTo("column \\u0007 left out" + System.lineSeparator());
    }

    @Test
    void aClosedPipeAndAFullDiskAreToldApart() {
        Screen screen = new Screen();
        for (String words : new String[] {"Broken pipe", "The pipe is being closed"}) {
            Console console = new Console(screen.streams(Screen.failing(words)), false, false);
            assertThatThrownBy(() -> console.text("x")).isInstanceOf(ReaderGoneException.class);
        }
        Console full = new Console(screen.streams(Screen.failing("No space left on device")), false, false);
        assertThatThrownBy(() -> full.text("x"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("standard output: No space left on device");
    }
}

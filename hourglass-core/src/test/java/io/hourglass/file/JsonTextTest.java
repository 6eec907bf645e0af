package io.hourglass.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "12",
                "1.50E-7",
                "123456789012345678901234567890",
                "\"a\\\"b\\\\c\\u0001d/é😀\"",
                "{\"a\":[1,{\"b\":null},\"c\"],\"\":{}}"
            })
    void whatIsReadIsWrittenAsItWas(String text) {
        assertThat(JsonText.write(JsonText.parse(text))).isEqualTo(text);
        assertThat(JsonText.parse(JsonText.bytes(JsonText.parse(text)))).isEqualTo(JsonText.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "[1 2]",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "01",
                "1.",
                "+1",
                ".5",
                "NaN",
                "Infinity",
                "0x10",
                "TRUE",
                "nul",
                "1 1",
                "{}x",
                "\"a\nb\"",
                "\"\\x\"",
                "\"\\u12\"",
                "// c\n1",
                ")]}'\n1",
                "{\"a\":1;\"b\":2}",
                "{\"a\"=1}"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonText.parse(text)).isInstanceOf(JsonMappingException.class);
    }

    @Test
    void aRepeatedKeyIsNamedWithItsPlace() {
        var failure = catchThrowableOfType(
                JsonMappingException.class, () -> JsonText.parse("{\"é\":[{\"key\":1,\"key\":2}]}"));
        assertThat(failure.reason()).isEqualTo("the key \"key\" appears twice");
        assertThat(failure.offset()).isBetween(17L, 23L);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> JsonText.parse(new byte[] {'"', (byte) 0xC3, '"'}))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void sixtyFourLevelsAreReadAndWrittenAndNoMore() {
        String deepest = "[".repeat(64) + "]".repeat(64);
        assertThat(JsonText.write(JsonText.parse(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> JsonText.parse("[" + deepest + "]")).isInstanceOf(JsonMappingException.class);
        assertThatThrownBy(() -> JsonText.parse("[".repeat(1_000_000))).isInstanceOf(JsonMappingException.class);
        var deeper = new JsonArray();
        for (int i = 0; i < 100_000; i++) {
            var around = new JsonArray();
            around.add(deeper);
            deeper = around;
        }
        JsonArray tooDeep = deeper;
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.write(tooDeep));
    }

    @Test
    void numbersThatJsonHasNotAreNotWritten() {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.write(new JsonPrimitive(Double.NaN)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.write(new JsonPrimitive(Float.NEGATIVE_INFINITY)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyUnicodeStringSurvivesAndNoOtherIsWritten(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(128) : 0xD700 + random.nextInt(0x1000)));
            }
            var value = new JsonPrimitive(text.toString());
            if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                assertThat(JsonText.parse(JsonText.bytes(value))).isEqualTo(value);
            } else {
                assertThatIllegalArgumentException().isThrownBy(() -> JsonText.bytes(value));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutatedTextIsReadOrRefusedAndNothingElse(long seed) {
        var random = new Random(seed);
        byte[] text = "{\"a\":[1,-2.5e3,{\"b\":null}],\"c\":\"x\\u00e9\\n\",\"d\":{\"e\":true}}"
                .getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] mutated = Mutations.of(text, random);
            try {
                byte[] again = JsonText.bytes(JsonText.parse(mutated));
                assertThat(JsonText.bytes(JsonText.parse(again))).isEqualTo(again);
                read++;
            } catch (JsonMappingException e) {
                assertThat(e.offset()).isBetween(0L, (long) mutated.length);
            }
        }
        assertThat(read).isBetween(100, 4_900);
    }
}

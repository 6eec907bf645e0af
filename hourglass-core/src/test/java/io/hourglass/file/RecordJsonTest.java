package io.hourglass.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.file.RecordJsonTest.Layer.Affine;
import io.hourglass.file.RecordJsonTest.Layer.BatchNorm;
import io.hourglass.file.RecordJsonTest.Layer.Conv2d;
import io.hourglass.file.RecordJsonTest.Layer.Flatten;
import io.hourglass.file.RecordJsonTest.Layer.Scaling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {
    enum Curve {
        RELU,
        LEAKY_RELU
    }

    sealed interface Layer {
        record Conv2d(int channels, Optional<Curve> curve) implements Layer {
            public Conv2d {
                if (channels < 1) {
                    throw new IllegalArgumentException("channels must be at least 1, got " + channels);
                }
            }
        }

        record Flatten() implements Layer {}

        sealed interface Scaling extends Layer {}

        record BatchNorm(float momentum, double epsilon) implements Scaling {}

        record Affine(List<Float> scale, Map<String, Scaling> inner) implements Scaling {}
    }

    record Model(String name, boolean tied, long seed, List<Layer> layers, Optional<Model> next) {}

    record Scalars(byte b, short s, int i, long l, float f, double d, boolean z, char c) {}

    record Boxes(Byte b, Short s, Integer i, Long l, Float f, Double d) {}

    record Picky(int value) {
        Picky {
            switch (value) {
                case 1 -> throw new IllegalStateException("no one");
                case 2 -> throw new NullPointerException();
                case 3 -> overflow(value);
                default -> {
                    // accepted
                }
            }
        }

        private static int overflow(int value) {
            return value == 0 ? 0 : 1 + overflow(value + 1);
        }
    }

    record Grown(int width, float added) {
        static Grown defaults() {
            return new Grown(7, 0.5f);
        }
    }

    private static <T> T again(T value, Class<T> type) {
        return RecordJson.read(JsonText.parse(JsonText.bytes(RecordJson.write(value, type))), type);
    }

    private static JsonMappingException failure(String text, Class<?> type) {
        return catchThrowableOfType(JsonMappingException.class, () -> RecordJson.read(JsonText.parse(text), type));
    }

    @Test
    void aKeyThatOlderFilesLackMeansTheDefaultThatTheRecordStates() {
        assertThat(RecordJson.read(JsonText.parse("{\"width\":3}"), Grown.class))
                .isEqualTo(new Grown(3, 0.5f));
        assertThat(JsonText.write(RecordJson.write(Grown.defaults(), Grown.class)))
                .isEqualTo("{\"width\":7,\"added\":0.5}");
        assertThat(failure("{\"name\":\"m\"}", Model.class)).hasMessageContaining("the key is missing");
    }

    @Test
    void aTreeOfSealedValuesHasTheTextOfTheSpecification() {
        var inner = new Model("inner", false, -1, List.of(), Optional.empty());
        Layer affine = new Affine(List.of(0.1f), Map.of("z", new BatchNorm(1, 2), "a", new BatchNorm(0.9f, 1e-3)));
        var model = new Model(
                "m",
                true,
                Long.MAX_VALUE,
                List.of(new Conv2d(3, Optional.of(Curve.LEAKY_RELU)), new Flatten(), affine),
                Optional.of(inner));
        assertThat(JsonText.write(RecordJson.write(model, Model.class)))
                .isEqualTo("{\"name\":\"m\",\"tied\":true,\"seed\":9223372036854775807,\"layers\":["
                        + "{\"type\":\"conv2d\",\"channels\":3,\"curve\":\"leaky-relu\"},{\"type\":\"flatten\"},"
                        + "{\"type\":\"affine\",\"scale\":[0.1],\"inner\":{"
                        + "\"a\":{\"type\":\"batch-norm\",\"momentum\":0.9,\"epsilon\":0.001},"
                        + "\"z\":{\"type\":\"batch-norm\",\"momentum\":1,\"epsilon\":2}}}],"
                        + "\"next\":{\"name\":\"inner\",\"tied\":false,\"seed\":-1,\"layers\":[],\"next\":null}}");
        assertThat(again(model, Model.class)).isEqualTo(model);
        assertThat(again(affine, Layer.class)).isEqualTo(affine);
        assertThat(again((Scaling) affine, Scaling.class)).isEqualTo(affine);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void scalarsKeepTheirBits(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var value = new Scalars(
                    (byte) random.nextInt(),
                    (short) random.nextInt(),
                    random.nextInt(),
                    random.nextLong(),
                    Float.intBitsToFloat(random.nextInt()),
                    Double.longBitsToDouble(random.nextLong()),
                    random.nextBoolean(),
                    (char) random.nextInt(0xD800));
            assertThat(again(value, Scalars.class)).isEqualTo(value);
        }
    }

    @Test
    void specialFloatsKeepTheirBits() {
        for (double special : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0}) {
            var value = new BatchNorm((float) special, special);
            assertThat(again(value, BatchNorm.class)).isEqualTo(value);
        }
        assertThat(JsonText.write(RecordJson.write(new BatchNorm(Float.NaN, 1 / -0.0), BatchNorm.class)))
                .isEqualTo("{\"momentum\":\"NaN\",\"epsilon\":\"-Infinity\"}");
    }

    @Test
    void boxesAndArraysAreCarried() {
        @SuppressWarnings("ArrayRecordComponent")
        record Arrays(float[] f, double[] d, int[] i, long[] l, String[] s, float[][] rows) {}
        var boxes = new Boxes((byte) 1, (short) 2, 3, 4L, 5f, 6.0);
        assertThat(again(boxes, Boxes.class)).isEqualTo(boxes);
        var arrays = new Arrays(
                new float[] {0.1f, Float.MIN_VALUE},
                new double[] {0.1},
                new int[] {},
                new long[] {1L << 60},
                new String[] {"a"},
                new float[][] {{1}, {2, 3}});
        assertThat(again(arrays, Arrays.class)).usingRecursiveComparison().isEqualTo(arrays);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"type":"conv2d","channels":0,"curve":null}         | $          | channels must be at least 1, got 0
            {"type":"conv2d","channels":1.5,"curve":null}       | $.channels | a whole number
            {"type":"conv2d","channels":1e2,"curve":null}       | $.channels | a whole number
            {"type":"conv2d","channels":2147483648,"curve":null}| $.channels | got 2147483648
            {"type":"conv2d","channels":"3","curve":null}       | $.channels | got the string "3"
            {"type":"conv2d","channels":null,"curve":null}      | $.channels | got null
            {"type":"conv2d","curve":null}                      | $.channels | the key is missing
            {"type":"conv2d","channels":3,"curve":"RELU"}       | $.curve    | one of relu, leaky-relu is needed, got "RELU"
            {"type":"conv2d","channels":3,"more":1}             | $.more     | unknown key; known are channels, curve
            {"type":"Conv2d","channels":3}                      | $.type     | one of affine, batch-norm, conv2d, flatten
            {"type":"java.lang.Runtime"}                        | $.type     | got "java.lang.Runtime"
            {"type":3}                                          | $.type     | a string is needed, got 3
            {"channels":3}                                      | $.type     | the key is missing
            {"type":"flatten","a b":1}                          | $["a b"]   | none is known here
            {"type":"affine","scale":[1,true],"inner":{}}       | $.scale[1] | got true
            {"type":"affine","scale":[1e39],"inner":{}}         | $.scale[0] | 32-bit float
            {"type":"affine","scale":["nan"],"inner":{}}        | $.scale[0] | 32-bit float
            {"type":"affine","scale":["0.1"],"inner":{}}        | $.scale[0] | 32-bit float
            {"type":"affine","scale":{},"inner":{}}             | $.scale    | an array is needed, got an object
            {"type":"affine","scale":[],"inner":[]}             | $.inner    | an object is needed, got an array
            {"type":"affine","scale":[],"inner":{"k":{"type":"flatten"}}} | $.inner.k.type | one of affine, batch-norm
            []                                                  | $          | an object is needed, got an array
            """)
    void whatDoesNotFitIsRefusedWithItsPath(String text, String path, String reason) {
        JsonMappingException failure = failure(text, Layer.class);
        assertThat(failure).isNotNull();
        assertThat(failure.path()).isEqualTo(path);
        assertThat(failure.reason()).contains(reason);
    }

    @Test
    void anAbsentOptionalMayBeLeftOut() {
        assertThat(RecordJson.read(JsonText.parse("{\"type\":\"conv2d\",\"channels\":3}"), Layer.class))
                .isEqualTo(new Conv2d(3, Optional.empty()));
    }

    @Test
    void noExceptionOfAConstructorLeaks() {
        assertThat(failure("{\"value\":1}", Picky.class)).hasMessageContaining("no one");
        assertThat(failure("{\"value\":2}", Picky.class)).hasMessageContaining("NullPointerException");
        assertThat(failure("{\"value\":3}", Picky.class)).hasMessageContaining("StackOverflowError");
        assertThat(RecordJson.read(JsonText.parse("{\"value\":4}"), Picky.class))
                .isEqualTo(new Picky(4));
    }

    @Test
    void depthIsLimitedBothWays() {
        Model deep = new Model("m", true, 1, List.of(), Optional.empty());
        for (int i = 0; i < 62; i++) {
            deep = new Model("m", true, 1, List.of(), Optional.of(deep));
        }
        assertThat(again(deep, Model.class)).isEqualTo(deep);
        Model deeper =
                new Model("m", true, 1, List.of(), Optional.of(new Model("m", true, 1, List.of(), Optional.of(deep))));
        assertThatIllegalArgumentException().isThrownBy(() -> RecordJson.write(deeper, Model.class));
        var json = new JsonObject();
        for (int i = 0; i < 100_000; i++) {
            var around = new JsonObject();
            around.addProperty("name", "m");
            around.addProperty("tied", true);
            around.addProperty("seed", 1);
            around.add("layers", new JsonArray());
            around.add("next", json);
            json = around;
        }
        JsonObject veryDeep = json;
        var failure = catchThrowableOfType(JsonMappingException.class, () -> RecordJson.read(veryDeep, Model.class));
        assertThat(failure.reason()).contains("nests more than 64 deep");
    }

    @Test
    void whatJsonCannotHoldIsTheCallersMistake() {
        record Holder(Object anything) {}
        record Twice(Optional<Optional<String>> twice) {}
        record Keyed(Map<Integer, String> map) {}
        record Nothing(String text) {}
        var empty = new JsonObject();
        for (Class<?> type : List.of(Holder.class, Twice.class, Keyed.class, Object.class, Runnable.class)) {
            assertThatIllegalArgumentException().isThrownBy(() -> RecordJson.read(empty, type));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordJson.write(new Nothing(null), Nothing.class))
                .withMessageContaining("$.text is null");
    }

    sealed interface Ambiguous {
        record Tagged(String type) implements Ambiguous {}
    }

    @Test
    void aComponentCalledTypeIsRefusedInASealedFamily() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordJson.write(new Ambiguous.Tagged("x"), Ambiguous.class))
                .withMessageContaining("component type");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutatedTextBecomesAValueOrARefusalAndNothingElse(long seed) {
        var random = new Random(seed);
        Layer affine = new Affine(List.of(0.1f, 2f), Map.of("a", new BatchNorm(0.9f, 1e-3)));
        var model = new Model("m", true, 7, List.of(new Conv2d(3, Optional.of(Curve.RELU)), affine), Optional.empty());
        byte[] text = JsonText.bytes(RecordJson.write(model, Model.class));
        int read = 0;
        for (int i = 0; i < 5_000; i++) {
            try {
                Model value = RecordJson.read(JsonText.parse(Mutations.of(text, random)), Model.class);
                assertThat(again(value, Model.class)).isEqualTo(value);
                read++;
            } catch (JsonMappingException e) {
                assertThat(e.path()).startsWith("$");
            }
        }
        assertThat(read).isBetween(50, 4_900);
    }

    @Test
    void namesBecomeLowerCaseWithHyphens() {
        assertThat(List.of("TopK", "MaxPool2d", "ConvTranspose2d", "LEAKY_RELU", "HTTPServer").stream()
                        .map(JsonForm::kebab))
                .containsExactly("top-k", "max-pool2d", "conv-transpose2d", "leaky-relu", "http-server");
    }
}

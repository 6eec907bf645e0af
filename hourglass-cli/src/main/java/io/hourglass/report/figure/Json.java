package io.hourglass.report.figure;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Values for the page's script, with no more digits than can be seen. */
public final class Json {
    private static final MathContext SEEN = new MathContext(5);

    private Json() {}

    /** Numbers; null where there is none. */
    static JsonArray numbers(double... values) {
        JsonArray array = new JsonArray(values.length);
        for (double value : values) {
            array.add(
                    Double.isFinite(value)
                            ? new JsonPrimitive(
                                    new BigDecimal(value).round(SEEN).stripTrailingZeros())
                            : JsonNull.INSTANCE);
        }
        return array;
    }

    /** Texts. */
    public static JsonArray texts(List<String> values) {
        JsonArray array = new JsonArray(values.size());
        values.forEach(array::add);
        return array;
    }

    /** A line or the bars of one kind. */
    public static JsonObject series(String name, double... values) {
        JsonObject series = new JsonObject();
        series.addProperty("name", name);
        series.add("values", numbers(values));
        return series;
    }
}

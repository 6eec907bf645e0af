package io.hourglass.file;

import com.google.gson.JsonElement;
import java.util.Objects;

/**
 * Records, and sealed families of them, as JSON trees and back.
 *
 * <p>A record is an object with its components as keys. A value of a sealed interface has a first key {@code type}, the
 * record's simple name in lower case with hyphens ({@code BatchNorm}: {@code batch-norm}). Components may be primitives
 * and their boxes, strings, enums (lower case, hyphens), arrays, {@code List}, {@code Map} with string keys,
 * {@code Optional}, records and sealed interfaces. Floats and doubles keep their bits ({@code NaN} and the infinities
 * are strings); maps are written in the order of their keys.
 *
 * <p>Reading is strict: a key that is unknown or missing (an absent {@code Optional} alone may be left out), a value of
 * another type, and a value that the record's constructor refuses are errors that name the path. Nothing can be
 * instantiated but the types that are reached from the one asked for.
 */
public final class RecordJson {
    private RecordJson() {}

    /**
     * Makes a value of a tree.
     *
     * @param json the tree, nested at most 64 deep
     * @param type a record, or a sealed interface whose permitted types are records
     * @throws JsonMappingException if the tree does not say such a value
     * @throws IllegalArgumentException if the type has components that JSON cannot hold
     */
    public static <T> T read(JsonElement json, Class<T> type) {
        Objects.requireNonNull(json, "json");
        return type.cast(JsonForm.of(type).read(json, JsonPlace.root()));
    }

    /**
     * Makes a tree of a value.
     *
     * @param type the type that will be asked for when it is read: with a sealed interface the tree says which record it is
     * @throws IllegalArgumentException if a component is null, the type has components that JSON cannot hold, or the
     *     value nests more than 64 deep
     */
    public static <T> JsonElement write(T value, Class<T> type) {
        return JsonForm.of(type).write(value, JsonPlace.root());
    }
}

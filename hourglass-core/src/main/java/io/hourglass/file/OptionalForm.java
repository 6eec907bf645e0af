package io.hourglass.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.util.Optional;

/** A value or {@code null}. */
final class OptionalForm extends JsonForm {
    private final JsonForm content;

    OptionalForm(JsonForm content) {
        if (content instanceof OptionalForm) {
            throw new IllegalArgumentException("JSON cannot tell an absent Optional from one that holds an absent one");
        }
        this.content = content;
    }

    @Override
    Object read(JsonElement element, JsonPlace place) {
        return element.isJsonNull() ? Optional.empty() : Optional.of(content.read(element, place));
    }

    @Override
    JsonElement writePresent(Object value, JsonPlace place) {
        Optional<?> optional = (Optional<?>) value;
        return optional.isPresent() ? content.write(optional.get(), place) : JsonNull.INSTANCE;
    }

    @Override
    Object absent(JsonPlace place) {
        return Optional.empty();
    }
}

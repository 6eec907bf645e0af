package io.hourglass.interop.onnx;

import com.google.protobuf.CodedInputStream;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node of an ONNX file, a NodeProto. */
final class StoredNode {
    private final String source;
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final Map<String, Attribute> attributes = new HashMap<>();
    private String name = "";
    private String type = "";

    /** An AttributeProto. */
    private record Attribute(float real, long integer, String text, List<Long> integers, StoredTensor tensor) {}

    StoredNode(Fields fields, Path folder) {
        this.source = fields.source();
        fields.each("node", field -> {
            if (field.content() == null) {
                return;
            }
            switch (field.number()) {
                case 1 -> inputs.add(field.content().text());
                case 2 -> outputs.add(field.content().text());
                case 3 -> name = field.content().text();
                case 4 -> type = field.content().text();
                case 5 -> attribute(field.content(), folder);
                default -> {} // the domain: types of other domains have other names
            }
        });
    }

    private void attribute(Fields fields, Path folder) {
        String[] texts = {"", ""};
        float[] real = new float[1];
        long[] integer = new long[1];
        List<Long> integers = new ArrayList<>();
        StoredTensor[] tensor = new StoredTensor[1];
        fields.each("attribute", field -> {
            switch (field.number()) {
                case 1 ->
                    texts[0] = field.content() == null ? "" : field.content().text();
                case 2 -> real[0] = field.real();
                case 3 -> integer[0] = field.value();
                case 4 ->
                    texts[1] = field.content() == null ? "" : field.content().text();
                case 5 -> tensor[0] = field.content() == null ? null : new StoredTensor(field.content(), folder);
                case 8 -> integers(field, integers);
                default -> {} // kinds that no layer needs
            }
        });
        attributes.put(texts[0], new Attribute(real[0], integer[0], texts[1], integers, tensor[0]));
    }

    private static void integers(Fields.Field field, List<Long> all) {
        if (field.content() == null) {
            all.add(field.value());
            return;
        }
        CodedInputStream in = CodedInputStream.newInstance(
                field.content().file(), field.content().from(), field.content().size());
        try {
            while (!in.isAtEnd()) {
                all.add(in.readRawVarint64());
            }
        } catch (IOException e) {
            throw field.content().corrupt("attribute", in.getTotalBytesRead(), "it is damaged: " + e.getMessage());
        }
    }

    String type() {
        return type;
    }

    /** Its name, or that of what it gives. */
    String name() {
        return name.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : name;
    }

    List<String> inputs() {
        return inputs;
    }

    List<String> outputs() {
        return outputs;
    }

    float real(String key, float usual) {
        return attributes.containsKey(key) ? attributes.get(key).real : usual;
    }

    long integer(String key, long usual) {
        return attributes.containsKey(key) ? attributes.get(key).integer : usual;
    }

    String text(String key, String usual) {
        return attributes.containsKey(key) ? attributes.get(key).text : usual;
    }

    /** Numbers; null where nothing is said. */
    List<Long> integers(String key) {
        return attributes.containsKey(key) ? attributes.get(key).integers : null;
    }

    /** The value of a Constant; null if it is none that is a tensor. */
    StoredTensor constant() {
        return attributes.containsKey("value") ? attributes.get("value").tensor : null;
    }

    /** That it cannot be taken over, and why. */
    DataException unsupported(String reason) {
        return new DataException(source + ": node '" + name() + "' of type " + type + " cannot be imported: " + reason);
    }
}

package io.hourglass.interop.onnx;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A node of a graph that is being written, a message of ONNX' type NodeProto. */
final class Node {
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int TYPE = 4;
    private static final int ATTRIBUTE = 5;
    private static final int DOMAIN = 7;

    private final Message message = new Message();

    Node(String type, String... inputs) {
        for (String input : inputs) {
            message.text(INPUT, input);
        }
        message.text(TYPE, type);
    }

    Node domain(String name) {
        message.text(DOMAIN, name);
        return this;
    }

    /** An attribute: its name (1), its value under the number of its kind, and its type (20). */
    private Node attribute(String name, int type, Message attribute) {
        message.message(ATTRIBUTE, attribute.text(1, name).integer(20, type));
        return this;
    }

    Node real(String name, float value) {
        return attribute(name, 1, new Message().real(2, value));
    }

    Node integer(String name, long value) {
        return attribute(name, 2, new Message().integer(3, value));
    }

    Node text(String name, String value) {
        return attribute(name, 3, new Message().bytes(4, ByteString.copyFrom(value, StandardCharsets.UTF_8)));
    }

    Node reals(String name, float... values) {
        Message attribute = new Message();
        for (float value : values) {
            attribute.real(7, value);
        }
        return attribute(name, 6, attribute);
    }

    Node integers(String name, long... values) {
        Message attribute = new Message();
        for (long value : values) {
            attribute.integer(8, value);
        }
        return attribute(name, 7, attribute);
    }

    Node texts(String name, List<String> values) {
        Message attribute = new Message();
        values.forEach(value -> attribute.bytes(9, ByteString.copyFrom(value, StandardCharsets.UTF_8)));
        return attribute(name, 8, attribute);
    }

    /** The message with the names of what comes out. */
    Message giving(String... outputs) {
        for (String output : outputs) {
            message.text(OUTPUT, output);
        }
        return message;
    }
}

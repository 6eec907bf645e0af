package io.hourglass.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The header of a safetensors file.
 *
 * @param declarations what it declares, in the order of the values, which they cover without holes and overlaps
 */
record SafetensorsHeader(List<Declared> declarations) {
    static final long LARGEST = 1 << 26;

    private static final String TYPE = "F32";

    /** A tensor without its values; the offsets are counted in bytes from the start of the values. */
    record Declared(String name, List<Integer> shape, long begin, long end) {
        long count() {
            return (end - begin) / Float.BYTES;
        }
    }

    /** The value of one key of the header, with the names that the public format gives. */
    @SuppressWarnings({"MemberName", "ArrayRecordComponent"})
    private record Entry(String dtype, long[] shape, long[] data_offsets) {}

    static SafetensorsHeader of(List<Tensor> tensors) {
        List<Declared> declarations = new ArrayList<>();
        long position = 0;
        for (Tensor tensor : tensors) {
            long end = position + (long) tensor.values().length * Float.BYTES;
            declarations.add(new Declared(tensor.name(), tensor.shape(), position, end));
            position = end;
        }
        if (declarations.stream().map(Declared::name).distinct().count() < tensors.size()) {
            throw new IllegalArgumentException("the names of tensors must differ, got " + tensors);
        }
        return new SafetensorsHeader(declarations);
    }

    /** The length of the values, in bytes. */
    long dataSize() {
        return declarations.isEmpty()
                ? 0
                : declarations.get(declarations.size() - 1).end();
    }

    /** The JSON text, padded with spaces to a multiple of 8 bytes. */
    byte[] bytes() {
        var header = new JsonObject();
        for (Declared declared : declarations) {
            long[] shape =
                    declared.shape().stream().mapToLong(Integer::longValue).toArray();
            long[] offsets = {declared.begin(), declared.end()};
            header.add(declared.name(), RecordJson.write(new Entry(TYPE, shape, offsets), Entry.class));
        }
        byte[] text = JsonText.bytes(header);
        byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        if (padded.length > LARGEST) {
            throw new IllegalArgumentException("the header would take " + padded.length + " bytes; at most " + LARGEST);
        }
        return padded;
    }

    /** Reads and checks a header; the region stands at its first value afterwards. */
    static SafetensorsHeader read(FileRegion region) {
        long size = ByteBuffer.wrap(region.next(Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        long left = region.length() - Long.BYTES;
        if (size < 0 || size > Math.min(left, LARGEST)) {
            throw region.corrupt(
                    0,
                    "declares a header of " + Long.toUnsignedString(size) + " bytes; there are " + left
                            + ", and at most " + LARGEST + " are read");
        }
        byte[] text = region.next(size);
        try {
            if (text.length == 0 || text[0] != '{') {
                throw new JsonMappingException("$", "the header does not begin with {");
            }
            return new SafetensorsHeader(declarations((JsonObject) JsonText.parse(text), left - size));
        } catch (JsonMappingException e) {
            throw region.corrupt(Long.BYTES + e.offset(), e.getMessage());
        }
    }

    private static List<Declared> declarations(JsonObject header, long dataSize) {
        List<Declared> declarations = new ArrayList<>();
        for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
            JsonPlace place = JsonPlace.root().key(entry.getKey());
            if (entry.getKey().equals(Safetensors.METADATA)) {
                checkMetadata(entry.getValue(), place);
            } else {
                declarations.add(declared(entry.getKey(), entry.getValue(), place));
            }
        }
        declarations.sort(Comparator.comparingLong(Declared::begin).thenComparingLong(Declared::end));
        checkCover(declarations, dataSize);
        return List.copyOf(declarations);
    }

    private static void checkMetadata(JsonElement metadata, JsonPlace place) {
        for (Map.Entry<String, JsonElement> entry :
                JsonForm.object(metadata, place).entrySet()) {
            JsonForm.string(entry.getValue(), place.key(entry.getKey()));
        }
    }

    private static Declared declared(String name, JsonElement json, JsonPlace place) {
        if (name.isEmpty()) {
            throw place.wrong("a tensor has no name");
        }
        if (json instanceof JsonObject object && object.get("shape") instanceof JsonArray shape && shape.size() > 64) {
            throw place.wrong("a shape of " + shape.size() + " sizes; at most 64 are read");
        }
        Entry entry = (Entry) JsonForm.of(Entry.class).read(json, place);
        if (!entry.dtype.equals(TYPE)) {
            throw place.wrong("holds " + JsonPlace.quote(entry.dtype) + "; " + TYPE + " alone is read");
        }
        long count = Safetensors.count(entry.shape);
        if (count < 0) {
            throw place.wrong("no array has the shape " + Arrays.toString(entry.shape));
        }
        long[] offsets = entry.data_offsets;
        if (offsets.length != 2 || offsets[0] < 0 || offsets[1] < offsets[0]) {
            throw place.wrong("data_offsets are a begin and an end, got " + offsets.length + " numbers that are not");
        }
        if (offsets[1] - offsets[0] != count * Float.BYTES) {
            throw place.wrong("the shape " + Arrays.toString(entry.shape) + " takes " + count * Float.BYTES
                    + " bytes, data_offsets give it " + (offsets[1] - offsets[0]));
        }
        List<Integer> shape = LongStream.of(entry.shape).mapToObj(n -> (int) n).toList();
        return new Declared(name, shape, offsets[0], offsets[1]);
    }

    private static void checkCover(List<Declared> declarations, long dataSize) {
        long position = 0;
        for (Declared declared : declarations) {
            if (declared.begin() != position) {
                throw JsonPlace.root()
                        .key(declared.name())
                        .wrong("begins at " + declared.begin() + ", but what lies before it ends at " + position);
            }
            position = declared.end();
        }
        if (position != dataSize) {
            throw JsonPlace.root().wrong("declares " + position + " bytes of values, but there are " + dataSize);
        }
    }
}

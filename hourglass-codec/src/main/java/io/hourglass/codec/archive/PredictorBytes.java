package io.hourglass.codec.archive;

import io.hourglass.pixel.PixelDesign;
import io.hourglass.pixel.PixelPredictor;
import io.hourglass.pixel.PixelWindow;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A trained predictor of pixels as it stands in an archive: what it is made of, then its weights in the upper 16 bits of floats. */
public final class PredictorBytes {
    /** No predictor takes more bytes. */
    static final int LONGEST = 1 << 23;

    private static final int SETTINGS = 8;

    private PredictorBytes() {}

    /** The predictor with its weights as they stand in an archive: what codes must use it like this. */
    public static PixelPredictor rounded(PixelPredictor predictor) {
        float[] weights = predictor.weights().clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Float.intBitsToFloat(upper(weights[i]) << Short.SIZE);
        }
        return new PixelPredictor(predictor.design(), weights);
    }

    /** The upper bits of a float, rounded to nearest, ties upwards in size. */
    private static int upper(float weight) {
        if (!Float.isFinite(weight)) {
            throw new IllegalArgumentException("a weight of the predictor of pixels is " + weight);
        }
        int bits = Float.floatToIntBits(weight);
        int rounded = (bits + (1 << (Short.SIZE - 1))) >>> Short.SIZE;
        return Float.isFinite(Float.intBitsToFloat(rounded << Short.SIZE)) ? rounded : bits >>> Short.SIZE;
    }

    /** The bytes of a predictor. */
    static byte[] write(PixelPredictor predictor) {
        PixelDesign design = predictor.design();
        PixelWindow window = design.window();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int setting : new int[] {
            design.height(),
            design.width(),
            design.channels(),
            window.above(),
            window.side(),
            window.left(),
            design.experts(),
            design.hidden().size()
        }) {
            ArchiveWriter.number(out, setting);
        }
        design.hidden().forEach(units -> ArchiveWriter.number(out, units));
        ByteBuffer weights = ByteBuffer.allocate(predictor.weights().length * Short.BYTES);
        for (float weight : predictor.weights()) {
            weights.putShort((short) upper(weight));
        }
        out.writeBytes(weights.array());
        return out.toByteArray();
    }

    /**
     * The predictor of bytes.
     *
     * @throws IllegalArgumentException if they are those of none
     */
    static PixelPredictor read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int[] settings = new int[SETTINGS];
        for (int i = 0; i < SETTINGS; i++) {
            settings[i] = number(in);
        }
        List<Integer> hidden = new ArrayList<>();
        for (int layer = 0; layer < settings[7] && in.hasRemaining(); layer++) {
            hidden.add(number(in));
        }
        PixelWindow window = new PixelWindow(settings[3], settings[4], settings[5]);
        PixelDesign design = new PixelDesign(settings[0], settings[1], settings[2], window, hidden, settings[6]);
        int count = design.network().weightCount();
        if (in.remaining() != count * Short.BYTES) {
            throw new IllegalArgumentException(
                    "a predictor of " + count + " weights cannot have " + in.remaining() + " bytes of them");
        }
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = Float.intBitsToFloat(in.getShort() << Short.SIZE);
            if (!Float.isFinite(weights[i])) {
                throw new IllegalArgumentException("a weight that is " + weights[i]);
            }
        }
        return new PixelPredictor(design, weights);
    }

    private static int number(ByteBuffer in) {
        int number = 0;
        for (int shift = 0; shift <= 21; shift += 7) {
            int next = in.hasRemaining() ? in.get() : -1;
            number |= (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a setting of a predictor of pixels that is none");
    }
}

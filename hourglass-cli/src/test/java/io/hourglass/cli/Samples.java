package io.hourglass.cli;

import io.hourglass.math.RandomStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Small data of every kind, made anew for a test. */
final class Samples {
    static final int ROWS = 240;
    static final int IMAGES = 60;
    static final int SIDE = 4;

    private Samples() {}

    /** Numbers, a category, a truth value, an instant and missing cells; {@code weight} follows {@code height}. */
    static Path table(Path file) throws IOException {
        RandomStream random = RandomStream.of(7);
        StringBuilder text = new StringBuilder("height,weight,colour,paid,when,note\n");
        String[] colours = {"red", "green", "blue"};
        for (int row = 0; row < ROWS; row++) {
            double height = 150 + 50 * random.nextDouble();
            String weight = row % 20 == 3 ? "" : String.format(Locale.ROOT, "%.1f", height - 100 + random.nextDouble());
            text.append(String.format(Locale.ROOT, "%.2f,%s,", height, weight))
                    .append(colours[random.nextInt(3)])
                    .append(random.nextInt(2) == 0 ? ",no," : ",yes,")
                    .append(String.format(Locale.ROOT, "2024-01-%02d,", 1 + row % 28))
                    .append("a remark of its own number " + row)
                    .append('\n');
        }
        return Files.writeString(file, text);
    }

    /** Grey images of 4x4 bytes, each with one bright row. */
    static Path idx(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(16 + IMAGES * SIDE * SIDE);
        bytes.putInt(0x00000803).putInt(IMAGES).putInt(SIDE).putInt(SIDE);
        for (int i = 0; i < IMAGES * SIDE * SIDE; i++) {
            int image = i / (SIDE * SIDE);
            bytes.put((byte) (i / SIDE % SIDE == image % SIDE ? 200 + image : 10));
        }
        return Files.write(file, bytes.array());
    }

    /** The row that is bright in each of the images. */
    static Path labels(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + IMAGES);
        bytes.putInt(0x00000801).putInt(IMAGES);
        for (int image = 0; image < IMAGES; image++) {
            bytes.put((byte) (image % SIDE));
        }
        return Files.write(file, bytes.array());
    }

    /** A matrix of four-byte floats in which the third of three columns is the sum of the others. */
    static Path npy(Path file) throws IOException {
        String header = String.format("{'descr': '<f4', 'fortran_order': False, 'shape': (%d, 3), }", ROWS);
        header += " ".repeat(Math.floorMod(-(10 + header.length() + 1), 64)) + "\n";
        ByteBuffer bytes =
                ByteBuffer.allocate(10 + header.length() + ROWS * 12).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        bytes.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        RandomStream random = RandomStream.of(11);
        for (int row = 0; row < ROWS; row++) {
            float a = random.nextFloat();
            float b = random.nextFloat();
            bytes.putFloat(a).putFloat(b).putFloat(a + b);
        }
        return Files.write(file, bytes.array());
    }

    /** A folder of PNG images of 4x4 in two classes. */
    static Path images(Path folder) throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            Path each = folder.resolve(i % 2 == 0 ? "dark" : "light");
            Files.createDirectories(each);
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            for (int p = 0; p < SIDE * SIDE; p++) {
                image.getRaster().setSample(p % SIDE, p / SIDE, 0, i % 2 == 0 ? 3 * p + i % 7 : 250 - 3 * p - i % 7);
            }
            ImageIO.write(image, "png", each.resolve("image" + i + ".png").toFile());
        }
        return folder;
    }
}

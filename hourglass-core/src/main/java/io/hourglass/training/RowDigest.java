package io.hourglass.training;

import io.hourglass.file.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/** The SHA-256 of prepared rows: what a model was trained on, and what a checkpoint goes on with. */
public final class RowDigest {
    private RowDigest() {}

    /** The digest of several sets of rows in order, each followed by a bar; values as little-endian floats. */
    public static String of(Rows... parts) {
        MessageDigest digest = Hashing.sha256();
        for (Rows rows : parts) {
            float[] row = new float[rows.width()];
            ByteBuffer bytes = ByteBuffer.allocate(rows.width() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int r = 0; r < rows.count(); r++) {
                rows.copy(r, row, 0);
                bytes.clear();
                bytes.asFloatBuffer().put(row);
                digest.update(bytes);
            }
            digest.update((byte) '|');
        }
        return Hashing.hex(digest.digest());
    }
}

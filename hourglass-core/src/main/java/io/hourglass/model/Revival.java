package io.hourglass.model;

/** Codes in which dead numbers are active beside the others, so that they get a gradient. */
public final class Revival {
    private static final Revival NONE = new Revival(null, new int[0], new float[0], 0f);

    private final CodeBatch batch;
    private final int[] units;
    private final float[] codes;
    private final float weight;

    private Revival(CodeBatch batch, int[] units, float[] codes, float weight) {
        this.batch = batch;
        this.units = units;
        this.codes = codes;
        this.weight = weight;
    }

    /** Of a code of which nothing is dead. */
    static Revival none() {
        return NONE;
    }

    /** Of a batch with some dead units, of which a number are active in each row. */
    static Revival of(CodeBatch batch, int[] units, int count, float weight) {
        if (!batch.training() || units.length == 0 || weight == 0f) {
            return NONE;
        }
        float[] codes = new float[batch.rows() * batch.code()];
        Winners.addDead(batch, units, count, codes);
        return new Revival(batch, units, codes, weight);
    }

    /** What the loss of these codes weighs beside the loss proper; 0 if nothing is dead. */
    public float weight() {
        return weight;
    }

    /** The codes: rows × code. */
    public float[] codes() {
        return codes;
    }

    /** Adds the gradient of the dead numbers to that of the encoder's outputs; what else was active has learnt from the loss proper. */
    public void addSlopes(float[] dCodes, float[] dh) {
        Winners.passDead(batch, units, codes, dCodes, dh);
    }
}

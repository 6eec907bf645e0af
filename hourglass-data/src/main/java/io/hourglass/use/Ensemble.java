package io.hourglass.use;

import io.hourglass.loss.LossBatch;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.CodeTally;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What rebuilds rows: the mean of the reconstructions of all members, which are the same networks trained from different seeds. Codes are
 * the first member's.
 *
 * @param members at least one, of one description
 */
record Ensemble(List<Autoencoder> members) {
    /** The members of a model. */
    static Ensemble of(ModelFile parts) {
        List<Autoencoder> all = new ArrayList<>(List.of(parts.autoencoder()));
        all.addAll(parts.additions().members());
        return new Ensemble(List.copyOf(all));
    }

    /** The one whose codes are the model's. */
    Autoencoder first() {
        return members.get(0);
    }

    /** Mean reconstructions, rows × output width. */
    float[] reconstruct(float[] rows) {
        return mean(Autoencoder::reconstruct).apply(rows);
    }

    /** The mean of what is made of rows by each member, each time an array of its own. */
    UnaryOperator<float[]> mean(Rebuilding rebuilding) {
        return rows -> mean(member -> rebuilding.rebuild(member, rows));
    }

    /** What a member makes of rows. */
    interface Rebuilding {
        float[] rebuild(Autoencoder member, float[] rows);
    }

    /** Losses by row, the mean of the members', and mean reconstructions. */
    record Judged(double[] losses, float[] reconstruction) {}

    /** Judges rows; the tally counts the codes of the first member. */
    Judged judge(float[] rows, CodeTally tally) {
        List<double[]> losses = new ArrayList<>();
        float[] reconstruction = mean(member -> {
            LossBatch batch = member.losses(rows, losses.isEmpty() ? tally : CodeTally.NONE);
            losses.add(batch.rowLoss());
            return member.reconstructions(batch);
        });
        double[] mean = losses.get(0);
        for (int r = 0; members.size() > 1 && r < mean.length; r++) {
            int row = r;
            mean[r] = losses.stream().mapToDouble(each -> each[row]).sum() / members.size();
        }
        return new Judged(mean, reconstruction);
    }

    private float[] mean(Function<Autoencoder, float[]> made) {
        float[] mean = made.apply(first());
        if (members.size() == 1) {
            return mean;
        }
        for (Autoencoder member : members.subList(1, members.size())) {
            float[] other = made.apply(member);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += other[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= members.size();
        }
        return mean;
    }
}

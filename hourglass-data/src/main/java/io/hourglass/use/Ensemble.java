package io.hourglass.use;

import io.hourglass.loss.LossBatch;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.CodeTally;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What rebuilds rows: the mean of the reconstructions of all members, which are the same networks trained from different seeds (Hansen and
 * Salamon, Neural Network Ensembles, 1990). Codes are the first member's.
 *
 * @param members at least one, of one description
 */
public record Ensemble(List<Autoencoder> members) {
    public Ensemble {
        members = List.copyOf(members);
    }

    /** The members of a model. */
    public static Ensemble of(ModelFile parts) {
        List<Autoencoder> all = new ArrayList<>(List.of(parts.autoencoder()));
        parts.additions().members().forEach(each -> all.add(each.autoencoder()));
        return new Ensemble(all);
    }

    /** The one whose codes are the model's. */
    public Autoencoder first() {
        return members.get(0);
    }

    /** Mean reconstructions of prepared rows: rows × output width. */
    public float[] reconstruct(float[] rows) {
        return mean(members, member -> member.reconstruct(rows));
    }

    /** Losses by row, the mean of the members', and mean reconstructions. */
    record Judged(double[] losses, float[] reconstruction) {}

    /** Judges rows; the tally counts the codes of the first member. */
    Judged judge(float[] rows, CodeTally tally) {
        double[] losses = new double[rows.length / first().spec().inputWidth()];
        float[] reconstruction = mean(members, member -> {
            LossBatch batch = member.losses(rows, member == first() ? tally : CodeTally.NONE);
            add(losses, batch.rowLoss());
            return member.reconstructions(batch);
        });
        divide(losses, members.size());
        return new Judged(losses, reconstruction);
    }

    /** The mean of what each of some makes, which is an array of its own. */
    static <T> float[] mean(List<T> members, Function<T, float[]> made) {
        float[] mean = made.apply(members.get(0));
        if (members.size() > 1) {
            members.subList(1, members.size()).forEach(member -> add(mean, made.apply(member)));
            divide(mean, members.size());
        }
        return mean;
    }

    static void add(double[] sums, double[] values) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    static void add(float[] sums, float[] values) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    static void divide(double[] sums, int count) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= count;
        }
    }

    static void divide(float[] sums, int count) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= count;
        }
    }
}

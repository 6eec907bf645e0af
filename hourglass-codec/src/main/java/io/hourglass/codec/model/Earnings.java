package io.hourglass.codec.model;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.DecisionTape;
import io.hourglass.math.StrictFunctions;
import java.util.EnumMap;
import java.util.Map;

/**
 * What each predictor saved of decisions that cost a bit each where nothing is predicted. The mixer adds what all of them say to
 * one logit m, the predictor k the part m<sub>k</sub>; on the straight way from 0 to m a decision's cost falls from 1 bit to
 * log2(1 + exp(-m)) for the side that came true, by which each part earns its share m<sub>k</sub> / m (Aumann and Shapley, "Values
 * of Non-Atomic Games", 1974; Sundararajan, Taly and Yan, "Axiomatic attribution for deep networks", 2017, equation 1). A predictor
 * that misled earns less than nothing. The rest, to what a decision did cost, is that of {@link Predictor#REFINEMENT}, so that costs
 * and earnings add up to the decisions.
 */
public final class Earnings {
    private static final double LOG_2 = 0.6931471805599453;
    /** Below it, the share is that of the slope at 0. */
    private static final double SMALL = 1e-4;

    private final Map<Predictor, Account> accounts = new EnumMap<>(Predictor.class);
    private double sum;

    /** What a predictor says of one decision, and what it saved of all. */
    private static final class Account {
        private double part;
        private double bits;
    }

    /** Nothing was earned yet. */
    public Earnings() {
        for (Predictor predictor : Predictor.values()) {
            accounts.put(predictor, new Account());
        }
    }

    /** One predictor's part of the logit of a one. */
    void push(Predictor predictor, double part) {
        accounts.get(predictor).part += part;
        sum += part;
    }

    /** Shares out a decision that was coded with this probability, all parts of whose logit were told. */
    void decided(int bit, int probability) {
        double slope = Math.abs(sum) < SMALL ? (bit - 0.5) / LOG_2 : (1 - cost(bit != 0 ? sum : -sum)) / sum;
        for (Account account : accounts.values()) {
            account.bits += slope * account.part;
            account.part = 0;
        }
        double saved = 1 - DecisionTape.cost(bit, probability) / (double) BitCoder.ONE;
        accounts.get(Predictor.REFINEMENT).bits += saved - slope * sum;
        sum = 0;
    }

    /** log2(1 + exp(-x)): the bits that a side costs whose logit is x. */
    private static double cost(double x) {
        return (Math.max(0, -x) + StrictFunctions.log1p(StrictFunctions.exp(-Math.abs(x)))) / LOG_2;
    }

    /** What a predictor saved so far, in bytes. */
    public double bytes(Predictor predictor) {
        return accounts.get(predictor).bits / 8;
    }
}

package io.hourglass.cli;

import io.hourglass.data.table.Batch;
import io.hourglass.use.Scoring;
import io.hourglass.use.Threshold;
import io.hourglass.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How strange rows are. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "score",
        description = "Scores how strange rows are: columns row, score (higher is stranger) and anomaly (0 or 1).")
final class ScoreVerb extends TableVerb {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--explain",
            description = "Adds the three values that made each row strange: column1, share1 of the score, expected1,"
                    + " found1 and so on.")
    private boolean explain;

    @Option(
            names = "--contamination",
            paramLabel = "SHARE",
            converter = Share.class,
            description = "The share of rows like the training rows that lie above the threshold.")
    private Threshold contamination;

    @Option(
            names = "--false-alarms",
            paramLabel = "RATE",
            converter = Rate.class,
            description =
                    "Instead: how often a row like the training rows may lie above the threshold, for instance 1e-4,"
                            + " by an extreme-value fit to their scores.")
    private Threshold falseAlarms;

    @Override
    void check(Console console) {
        if (falseAlarms != null && spec.commandLine().getParseResult().hasMatchedOption("--contamination")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--contamination and --false-alarms both say where anomalies begin; leave one out");
        }
    }

    @Override
    Outcome write(Use use) {
        Scoring scoring = new Scoring(falseAlarms == null ? contamination : falseAlarms, explain);
        double threshold = scoring.threshold().in(use.model().scoreProfile());
        double rate = use.model().scoreProfile().falseAlarms(threshold);
        Strangest strangest = new Strangest();
        long rows = use.output().write(use.model().score(use.rows(), scoring), "scoring", strangest::add);
        Outcome outcome = Outcome.of(rows);
        outcome.object().addProperty("anomalies", strangest.anomalies);
        outcome.object().addProperty("threshold", threshold);
        outcome.object().addProperty("expectedFalseAlarms", rate);
        outcome.object().addProperty("strangestRow", strangest.row);
        outcome.object().addProperty("strangestScore", strangest.score);
        outcome.lines()
                .add((strangest.anomalies == 1
                                ? "1 is an anomaly"
                                : Words.count(strangest.anomalies) + " are anomalies")
                        + ", with a score above " + Words.figure(threshold) + ", as " + Words.figure(100 * rate) + " %"
                        + " of rows like the training rows would have");
        outcome.lines()
                .add("the strangest is row " + strangest.row + ", with a score of " + Words.figure(strangest.score));
        return outcome;
    }

    /** What is counted on the way; the columns are those of the scores: row, score, anomaly. */
    private static final class Strangest {
        private long anomalies;
        private long row;
        private double score = Double.NEGATIVE_INFINITY;

        void add(Batch batch) {
            double[] scores = batch.numbers(1);
            for (int r = 0; r < scores.length; r++) {
                anomalies += (long) batch.numbers(2)[r];
                if (scores[r] > score) {
                    score = scores[r];
                    row = (long) batch.numbers(0)[r];
                }
            }
        }
    }

    private static final class Share extends SettingConverter<Threshold> {
        @Override
        Threshold value(String text) {
            return Threshold.contamination(Double.parseDouble(text));
        }
    }

    private static final class Rate extends SettingConverter<Threshold> {
        @Override
        Threshold value(String text) {
            return Threshold.falseAlarms(Double.parseDouble(text));
        }
    }
}

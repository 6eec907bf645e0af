package io.hourglass.report;

import io.hourglass.Hourglass;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Table;
import io.hourglass.model.NoCorruption;
import io.hourglass.report.figure.DenoisedFigure;
import io.hourglass.report.figure.ErrorFigures;
import io.hourglass.report.figure.LossFigure;
import io.hourglass.report.figure.MapFigure;
import io.hourglass.report.figure.ProvenanceFigure;
import io.hourglass.report.figure.RebuiltFigures;
import io.hourglass.report.figure.SizeFigures;
import io.hourglass.report.figure.StrangeFigures;
import io.hourglass.report.figure.ToldFigures;
import io.hourglass.report.figure.TraversalFigure;
import io.hourglass.report.page.Chapter;
import io.hourglass.report.page.Fact;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.Report;
import io.hourglass.report.study.Study;
import io.hourglass.training.EpochReport;
import io.hourglass.use.Provenance;
import io.hourglass.words.NetworkWidths;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a report tells of a model. */
public final class ModelChapter {
    private ModelChapter() {}

    /**
     * A report on one model alone.
     *
     * @param study of the model and of the rows that are shown
     * @param shown what those rows are, for instance {@code the rows it learnt from}
     */
    public static Report report(Study study, String shown) {
        Hourglass model = study.model();
        String title =
                "What an autoencoder made of " + name(model.provenance().data().source());
        List<String> lead = new ArrayList<>(List.of(
                "An autoencoder is a network that must squeeze each row of data into a few numbers, its code, and rebuild the"
                        + " row from them. What it cannot rebuild is unusual; what it keeps is what matters. Nobody tells"
                        + " it what to look for.",
                learnt(model)));
        long count = study.rows().count();
        lead.add("Shown are " + (count < study.rows().total() ? Words.count(count) + " of " : "")
                + Words.count(study.rows().total(), "row") + ": " + shown + ".");
        return new Report(title, lead, List.of(chapter("model", "The model", List.of(), study)));
    }

    /** A report on a model, shown by the rows that it learnt from. */
    public static Report ofLearnt(Hourglass model, Table rows) {
        return report(Study.ofLearnt(model, rows), "the rows it learnt from");
    }

    private static String name(String source) {
        return source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
    }

    /** What was learnt from, and how fast. */
    public static String learnt(Hourglass model) {
        Provenance provenance = model.provenance();
        EpochReport last = model.history().epochs().get(model.history().epochs().size() - 1);
        return "The network learnt from " + what(model, provenance.data().rows()) + " in "
                + Words.duration(last.seconds()) + ": "
                + Words.count(model.history().epochs().size()) + " passes over all of them, at about "
                + Words.count(Math.round(last.rowsPerSecond()))
                + " a second, on the engine “" + provenance.machine().engine() + "”.";
    }

    private static String what(Hourglass model, long rows) {
        int image = model.schema().image();
        if (image < 0) {
            return Words.count(rows, "row") + " of "
                    + Words.count(model.schema().width(), "column");
        }
        ImageColumn column = (ImageColumn) model.schema().column(image);
        return Words.count(rows, "picture") + " of " + column.width() + " by " + column.height() + " pixels";
    }

    /** All that can be shown of a model. */
    public static Chapter chapter(String id, String title, List<String> lead, Study study) {
        List<Figure> figures = new ArrayList<>();
        figures.add(SizeFigures.network(id, study));
        figures.add(LossFigure.of(id, study));
        figures.add(SizeFigures.sizes(id, study));
        figures.add(RebuiltFigures.of(id, study));
        if (!(study.model().autoencoder().spec().corruption() instanceof NoCorruption)) {
            figures.add(DenoisedFigure.of(id, study));
        }
        TraversalFigure.of(id, study).ifPresent(figures::add);
        figures.addAll(ToldFigures.of(id, study));
        figures.add(MapFigure.of(id, study, Optional.empty()));
        figures.add(StrangeFigures.scores(id, study));
        figures.add(StrangeFigures.errors(id, study));
        figures.add(StrangeFigures.strangest(id, study));
        figures.addAll(ErrorFigures.of(id, study));
        figures.add(ProvenanceFigure.of(id, study.model()));
        return new Chapter(id, title, lead, facts(study), figures);
    }

    /** What came out, in a few numbers. */
    static List<Fact> facts(Study study) {
        int inputs =
                NetworkWidths.of(study.model().autoencoder().spec()).widths().get(0);
        double own = study.rebuilt().evaluation().squaredErrorPerRow();
        double flat = study.flatRebuilt().evaluation().squaredErrorPerRow();
        EpochReport last = study.model()
                .history()
                .epochs()
                .get(study.model().history().epochs().size() - 1);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                Words.count(inputs) + " → " + Words.count(study.codeWidth()),
                "numbers of a row, and of its code: " + SizeFigures.times(inputs, study.codeWidth()) + " times fewer"));
        facts.add(new Fact(
                Math.round(100 * Math.abs(1 - own / flat)) + " %",
                (own <= flat ? "less" : "more")
                        + " squared error than PCA, the classical method, with a code of the same size"));
        facts.add(new Fact(
                Words.duration(last.seconds()),
                "to learn from " + Words.count(study.model().provenance().data().rows(), "row")));
        facts.add(new Fact(
                Words.count(study.scores().anomalies()),
                "of " + Words.count(study.rows().count(), "row") + " shown are strange enough to be called anomalies"));
        return facts;
    }
}

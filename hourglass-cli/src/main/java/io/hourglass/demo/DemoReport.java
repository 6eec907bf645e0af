package io.hourglass.demo;

import io.hourglass.Hourglass;
import io.hourglass.report.ModelChapter;
import io.hourglass.report.figure.DenoisedFigure;
import io.hourglass.report.figure.MapFigure;
import io.hourglass.report.figure.ProvenanceFigure;
import io.hourglass.report.page.Chapter;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.Report;
import io.hourglass.report.study.Study;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report of the demonstration. */
public final class DemoReport {
    private DemoReport() {}

    /**
     * Writes it of trained models.
     *
     * @param models a model for each of {@link DemoModel}
     */
    public static Report of(DemoData data, Map<DemoModel, Hourglass> models) {
        double seconds = models.values().stream()
                .mapToDouble(model -> model.history()
                        .epochs()
                        .get(model.history().epochs().size() - 1)
                        .seconds())
                .sum();
        return new Report(
                "What autoencoders made of ten thousand pictures and thirty thousand people",
                List.of(
                        "An autoencoder is a network that must squeeze each row of data into a few numbers, its code, and"
                                + " rebuild the row from nothing but them. Nobody tells it what to look for. To succeed it"
                                + " has to find out what the rows have in common: then the code is a summary, what cannot"
                                + " be rebuilt is strange, and noise, which has nothing in common with anything, is left"
                                + " behind.",
                        "Four of them were trained just now, on this machine, in " + Words.duration(seconds)
                                + " together, on data that came with the program. Every picture below was made from"
                                + " what they learnt, and says what it shows. For comparison stands beside it what PCA makes"
                                + " of the same rows: principal component analysis, the classical method of 1901, which"
                                + " can only draw straight lines."),
                List.of(clothes(data, models), people(data, models)));
    }

    private static Chapter clothes(DemoData data, Map<DemoModel, Hourglass> models) {
        Study study = Study.of(models.get(DemoModel.FASHION), data.shownClothes(), Optional.of(data.learntClothes()));
        Study noise =
                Study.of(models.get(DemoModel.FASHION_DENOISE), data.shownClothes(), Optional.of(data.learntClothes()));
        Study map = Study.of(models.get(DemoModel.FASHION_MAP), data.clothes(), Optional.of(data.learntClothes()));
        List<String> lead = List.of(
                "Fashion-MNIST has pictures of clothes from a shop, 28 by 28 pixels, in ten kinds. The networks learnt"
                        + " from 8,500 of them and never saw the kinds. Shown are the other "
                        + Words.count(study.rows().count())
                        + ", which they did not learn from; only the map shows all ten"
                        + " thousand.",
                ModelChapter.learnt(study.model()));
        Chapter plain = ModelChapter.chapter("fashion", "Pictures of clothes", lead, study);
        List<Figure> figures = new ArrayList<>();
        for (Figure figure : plain.figures()) {
            if (figure.id().equals("fashion-map")) {
                figures.add(DenoisedFigure.of("fashion-noise", noise));
                figures.add(MapFigure.of("fashion-two", map, Optional.empty()));
            } else {
                figures.add(figure);
            }
        }
        figures.add(provenance("fashion-noise", "Where the model that removes noise comes from", noise));
        figures.add(provenance("fashion-two", "Where the model of the map comes from", map));
        return new Chapter(plain.id(), plain.title(), plain.lead(), plain.facts(), figures);
    }

    private static Figure provenance(String prefix, String title, Study study) {
        Figure figure = ProvenanceFigure.of(prefix, study.model());
        return new Figure(figure.id(), title, figure.caption(), figure.content(), figure.data());
    }

    private static Chapter people(DemoData data, Map<DemoModel, Hourglass> models) {
        Study study = Study.of(models.get(DemoModel.ADULT), data.shownPeople(), Optional.of(data.learntPeople()));
        List<String> lead = List.of(
                "Adult has answers of people to the US census of 1994: numbers such as age and hours of work, categories"
                        + " such as occupation, and gaps where nothing was answered. The network learnt from 26,000 of them,"
                        + " without the income. Shown are the other "
                        + Words.count(study.rows().count())
                        + ", which it did not learn from.",
                ModelChapter.learnt(study.model()));
        return ModelChapter.chapter("adult", "People of a census", lead, study);
    }
}

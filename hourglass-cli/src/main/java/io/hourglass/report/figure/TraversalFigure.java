package io.hourglass.report.figure;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.report.page.Comparisons;
import io.hourglass.report.page.Content;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.Pictures;
import io.hourglass.report.study.Study;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What each number of a code stands for, of a model whose codes follow the standard normal distribution: moved alone, and decoded. */
public final class TraversalFigure {
    /** Nineteen of twenty codes of a normal distribution have a number between the ends. */
    private static final float[] STEPS = {-2f, -1f, 0f, 1f, 2f};
    /** The steps that a table has room for: the ends and the middle. */
    private static final int[] FEW = {0, 2, 4};

    private static final int MOST = 8;

    private final Study study;
    private final double[] spread;
    private final int[] numbers;
    /** For each number that is shown, for each step, a reconstruction. */
    private final float[] decoded;

    private TraversalFigure(Study study) {
        this.study = study;
        this.spread = spread(study.codes(), study.codeWidth());
        this.numbers = IntStream.range(0, spread.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -spread[i]))
                .limit(MOST)
                .mapToInt(Integer::intValue)
                .toArray();
        float[] codes = new float[numbers.length * STEPS.length * spread.length];
        for (int line = 0; line < numbers.length; line++) {
            for (int step = 0; step < STEPS.length; step++) {
                codes[place(line, step) * spread.length + numbers[line]] = STEPS[step];
            }
        }
        this.decoded = study.model().autoencoder().decode(codes);
    }

    /** The figure of a model that can generate; nothing of others, whose codes lie nobody knows where. */
    public static Optional<Figure> of(String prefix, Study study) {
        if (!study.model().autoencoder().spec().bottleneck().generative()) {
            return Optional.empty();
        }
        TraversalFigure figure = new TraversalFigure(study);
        return Optional.of(
                study.image().map(image -> figure.images(prefix, image)).orElseGet(() -> figure.rows(prefix)));
    }

    private static int place(int line, int step) {
        return line * STEPS.length + step;
    }

    /** How far each number spreads over the rows: near 0 for one that is not in use (Burda, Grosse and Salakhutdinov 2016, section 5.2). */
    private static double[] spread(float[] codes, int width) {
        int rows = codes.length / width;
        double[] spread = new double[width];
        for (int i = 0; i < width; i++) {
            double sum = 0;
            double squares = 0;
            for (int r = 0; r < rows; r++) {
                sum += codes[r * width + i];
                squares += (double) codes[r * width + i] * codes[r * width + i];
            }
            double mean = sum / rows;
            spread[i] = Math.sqrt(Math.max(0, squares / rows - mean * mean));
        }
        return spread;
    }

    private static String heading(int step) {
        String digits = Words.count((long) Math.abs(STEPS[step]));
        return STEPS[step] < 0 ? "−" + digits : digits;
    }

    private String name(int line) {
        return "c" + numbers[line];
    }

    private Figure images(String prefix, ImageColumn image) {
        List<Pictures.Example> examples = new ArrayList<>();
        for (int line = 0; line < numbers.length; line++) {
            List<String> pictures = new ArrayList<>();
            for (int step = 0; step < STEPS.length; step++) {
                pictures.add(Png.uri(image, decoded, place(line, step) * image.valuesPerRow()));
            }
            examples.add(new Pictures.Example(name(line), pictures, List.of()));
        }
        List<String> headings = IntStream.range(0, STEPS.length)
                .mapToObj(TraversalFigure::heading)
                .toList();
        return figure(
                prefix,
                "Each line moves one number of the code from −2 to 2, with all others at 0, and shows the picture that the"
                        + " network makes of it. In the middle is always the same picture, that of a code of zeros. "
                        + chosen(),
                new Pictures(headings, examples));
    }

    private Figure rows(String prefix) {
        Preparation preparation = study.model().preparation();
        float[] read = preparation.read(decoded, numbers.length * STEPS.length);
        CellReading reading = new CellReading(study);
        List<Comparisons.Row> cards = new ArrayList<>();
        for (int line = 0; line < numbers.length; line++) {
            List<Comparisons.Cell> cells = new ArrayList<>();
            for (int column : reading.columns()) {
                cells.add(cell(reading, read, column, line));
            }
            cards.add(new Comparisons.Row(name(line), "", cells));
        }
        List<String> headings = new ArrayList<>(List.of("column"));
        Arrays.stream(FEW).forEach(step -> headings.add(heading(step)));
        return figure(
                prefix,
                "Each card sets one number of the code to −2, 0 and 2, with all others at 0, and shows the row that the"
                        + " network makes of it. In the middle is always the same row, that of a code of zeros; what is"
                        + " far from it is marked. " + chosen(),
                new Comparisons(headings, cards));
    }

    private static Comparisons.Cell cell(CellReading reading, float[] read, int column, int line) {
        float middle = reading.value(read, column, place(line, FEW[1]));
        List<String> texts = new ArrayList<>();
        List<Boolean> far = new ArrayList<>();
        for (int step : FEW) {
            float value = reading.value(read, column, place(line, step));
            texts.add(reading.text(column, value));
            far.add(reading.isOff(column, middle, value));
        }
        return new Comparisons.Cell(reading.name(column), texts, far);
    }

    private String chosen() {
        return (numbers.length < spread.length
                        ? "Shown are " + numbers.length + " of " + Words.count(spread.length)
                                + " numbers, those in which rows differ most."
                        : "The numbers come in the order of how much rows differ in them.")
                + " One in which they hardly differ is not in use, and moving it changes little.";
    }

    private Figure figure(String prefix, String caption, Content content) {
        String[] names = new String[numbers.length];
        double[] spreads = new double[numbers.length];
        double[] changes = new double[numbers.length];
        int width = study.outputs();
        for (int line = 0; line < numbers.length; line++) {
            names[line] = name(line);
            spreads[line] = spread[numbers[line]];
            int low = place(line, 0) * width;
            int high = place(line, STEPS.length - 1) * width;
            for (int i = 0; i < width; i++) {
                double difference = decoded[high + i] - decoded[low + i];
                changes[line] += difference * difference;
            }
        }
        MemoryTable table = MemoryTable.builder()
                .texts("number", names)
                .numbers(new NumericColumn("deviation over the rows shown", 4), spreads)
                .numbers(new NumericColumn("squared change from −2 to 2", 4), changes)
                .build();
        return new Figure(
                prefix + "-traversal", "What each number of the code does", caption, content, Optional.of(table));
    }
}

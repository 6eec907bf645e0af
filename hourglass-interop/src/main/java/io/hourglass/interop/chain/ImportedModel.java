package io.hourglass.interop.chain;

import io.hourglass.Hourglass;
import io.hourglass.cell.Cell;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.error.DataException;
import io.hourglass.file.ProgramVersion;
import io.hourglass.loss.CellLoss;
import io.hourglass.loss.ElementLoss;
import io.hourglass.loss.Loss;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.SeriesPlan;
import io.hourglass.series.Series;
import io.hourglass.training.History;
import io.hourglass.use.ModelFile;
import io.hourglass.use.Provenance;
import io.hourglass.use.ScoreProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes a model of a chain of layers: cuts it at the code, and says what the rows are that it takes. */
public final class ImportedModel {
    private final Chain chain;
    private final ElementLoss numbers;
    private final String sha256;

    /**
     * @param chain the layers
     * @param numbers the loss that its file names, or squared error
     * @param sha256 of the file
     */
    public ImportedModel(Chain chain, ElementLoss numbers, String sha256) {
        this.chain = chain;
        this.numbers = numbers;
        this.sha256 = sha256;
    }

    /**
     * The model.
     *
     * @param codeLayer the last layer of the encoder; empty for the narrowest
     * @param rows rows such as it was trained on, whose columns it takes and by which scores are measured; empty for columns x0, x1…
     *     and scores in squared units, with no threshold
     * @throws DataException if the layers do not give back what they take, or the rows have other columns
     */
    public Hourglass model(Optional<String> codeLayer, Optional<Table> rows, Engine engine) {
        int values = chain.input().size();
        if (chain.shape().size() != values) {
            throw new DataException(chain.source() + ": it is no autoencoder: it takes " + values + " values a row ("
                    + chain.input() + ") and gives " + chain.shape().size() + " (" + chain.shape() + ")");
        }
        ImportedRows form = ImportedRows.of(chain, rows);
        AutoencoderSpec spec = spec(form, codeLayer.orElse(null));
        Autoencoder autoencoder = filled(spec, form.head().size(), engine);
        ModelFile parts = new ModelFile(
                form.preparation(),
                autoencoder,
                unmeasured(values),
                new History(List.of(), 0, History.Stopped.EPOCHS),
                provenance(engine),
                series(form));
        return new Hourglass(rows.isEmpty() ? parts : form.measured(parts, rows.get()));
    }

    private AutoencoderSpec spec(ImportedRows form, String codeLayer) {
        int end = chain.codeEnd(codeLayer);
        List<Layer> layers = chain.links().stream().map(Link::layer).toList();
        List<Layer> inwards = new ArrayList<>(form.head());
        inwards.addAll(layers.subList(0, end));
        Network encoder = new Network(form.input(), inwards);
        List<Layer> outwards = new ArrayList<>(layers.subList(end, layers.size()));
        Network decoder = new Network(encoder.output(), outwards);
        List<Cell> cells = form.preparation().cells();
        Loss loss = form.form() == RowForm.IMAGES ? numbers : new CellLoss(cells, numbers);
        return new AutoencoderSpec(encoder, new Plain(), decoder, loss, new NoCorruption());
    }

    /** Lays the values into the model's blocks; an autoencoder may take a last sigmoid into its loss, which moves none of them. */
    private Autoencoder filled(AutoencoderSpec spec, int head, Engine engine) {
        Layout layout = Layout.of(spec);
        float[] weights = new float[layout.weightCount()];
        float[] state = new float[layout.stateCount()];
        int inwards = spec.encoder().layers().size();
        for (int i = 0; i < chain.links().size(); i++) {
            Link link = chain.links().get(i);
            boolean encoder = head + i < inwards;
            Placement placement = encoder ? layout.encoder() : layout.decoder();
            int layer = encoder ? head + i : head + i - inwards;
            for (int p = 0; p < link.weights().size(); p++) {
                float[] values = link.weights().get(p);
                System.arraycopy(values, 0, weights, placement.weight(layer, p), values.length);
            }
            for (int p = 0; p < link.state().size(); p++) {
                float[] values = link.state().get(p);
                System.arraycopy(values, 0, state, placement.state(layer, p), values.length);
            }
        }
        return new Autoencoder(spec, weights, state, engine);
    }

    private Optional<Series> series(ImportedRows form) {
        return form.form() == RowForm.WINDOWS
                ? Optional.of(new Series(SeriesPlan.windows(chain.input().at(0)), List.of()))
                : Optional.empty();
    }

    /** Every value counts about half the square of its residual, and no row is called an anomaly. */
    private static ScoreProfile unmeasured(int values) {
        float[] ones = new float[values];
        Arrays.fill(ones, 1f);
        return new ScoreProfile(ones, new double[] {Float.MAX_VALUE, Float.MAX_VALUE});
    }

    private Provenance provenance(Engine engine) {
        return new Provenance(
                new Provenance.Origin(chain.source(), 0, 0, sha256),
                HourglassPlan.defaults(),
                0,
                0,
                new Provenance.Machine(
                        "Hourglass " + ProgramVersion.current(),
                        engine.name(),
                        "f32",
                        System.getProperty("java.version")),
                List.of("imported; it was trained elsewhere"));
    }
}

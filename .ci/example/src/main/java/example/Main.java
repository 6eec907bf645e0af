package example;

import io.hourglass.Hourglass;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Table;
import java.nio.file.Path;

/** Scores a table with a model. */
public final class Main {
    private Main() {}

    /** Takes a model and data. */
    public static void main(String[] arguments) {
        Hourglass model = Hourglass.open(Path.of(arguments[0]));
        Table rows = DataSource.open(arguments[1], SourceOptions.defaults(), model.schema());
        System.out.println(model.score(rows).countRows() + " rows were scored");
    }
}

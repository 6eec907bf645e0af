package io.hourglass.data.table;

/** A column whose cells are stored as {@code String}, null where they are missing. */
public sealed interface WordColumn extends Column permits CategoricalColumn, TextColumn {
    @Override
    default String text(Batch batch, int column, int row) {
        return batch.texts(column)[row];
    }
}

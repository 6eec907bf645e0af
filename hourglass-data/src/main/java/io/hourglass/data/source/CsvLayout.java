package io.hourglass.data.source;

import io.hourglass.data.table.Schema;
import java.util.List;

/**
 * Where the columns of a schema are in a text file.
 *
 * @param width cells a row
 * @param fields the cell of each column of the schema
 */
record CsvLayout(CsvDialect dialect, int width, List<Integer> fields, Schema schema) {}

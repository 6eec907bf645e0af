/** Readers: files of tables, arrays and images as {@link io.hourglass.data.table.Table}. */
package io.hourglass.data.source;

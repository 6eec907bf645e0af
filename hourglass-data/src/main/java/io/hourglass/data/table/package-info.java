/** Typed tables: re-readable sources of batches of named columns, views of them, and the text of their cells. */
package io.hourglass.data.table;

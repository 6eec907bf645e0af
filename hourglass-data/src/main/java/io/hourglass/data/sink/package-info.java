/** Writers: batches of a table to files, streaming. */
package io.hourglass.data.sink;

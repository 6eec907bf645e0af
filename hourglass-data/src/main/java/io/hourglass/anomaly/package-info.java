/** What scores the rows of tables: an autoencoder of its own, learnt from the rows that are least strange by each of their cells alone. */
package io.hourglass.anomaly;

/** Rows as series: their order, their windows, and what windows say of the rows that they hold. */
package io.hourglass.series;

/** Measurements, never published and never asserted: medians of alternating rounds, each with the command that made it. */
package io.hourglass.bench;

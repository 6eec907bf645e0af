/** The demonstration: bundled real data, the models that it trains, and its report. */
package io.hourglass.demo;

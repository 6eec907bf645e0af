/** The settings of a training, each with its default stated once, and what they come to for given data. */
package io.hourglass.plan;

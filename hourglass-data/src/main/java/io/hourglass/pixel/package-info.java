/** What predicts a pixel from those before it: what it sees, how it learns, and how it stands in a model file. */
package io.hourglass.pixel;

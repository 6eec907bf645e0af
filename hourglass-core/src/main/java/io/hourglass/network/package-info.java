/** Networks as values: shapes, layers with their Java forward and backward side by side, initial weights. */
package io.hourglass.network;

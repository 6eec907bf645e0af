/** What one column of a prepared table is to a network: how it enters, how its reconstruction is read and how far off it is. */
package io.hourglass.cell;

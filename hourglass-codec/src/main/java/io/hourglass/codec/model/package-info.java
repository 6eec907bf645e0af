/** What a column's cells are predicted from, and how each is coded as a path of decisions. */
package io.hourglass.codec.model;

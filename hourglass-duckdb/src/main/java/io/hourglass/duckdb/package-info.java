/** Parquet, JSON and SQL through DuckDB: the one part of the program for data that has native code. */
package io.hourglass.duckdb;

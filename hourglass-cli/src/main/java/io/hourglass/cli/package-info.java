/** The command line: one class per verb, and what all verbs share. */
package io.hourglass.cli;

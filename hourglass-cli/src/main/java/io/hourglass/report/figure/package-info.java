/** The pictures of a report, each made of a study. */
package io.hourglass.report.figure;

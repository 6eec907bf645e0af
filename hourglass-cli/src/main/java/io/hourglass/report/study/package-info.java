/** What a model makes of rows, computed once for all the pictures of a report. */
package io.hourglass.report.study;

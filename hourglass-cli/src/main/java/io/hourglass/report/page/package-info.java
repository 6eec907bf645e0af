/** A report as a page: what it is made of, and how that becomes one file of HTML without anything from elsewhere. */
package io.hourglass.report.page;

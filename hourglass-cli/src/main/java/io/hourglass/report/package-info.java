/** Reports on models: which chapters and pictures they have. */
package io.hourglass.report;

/** What every system that is measured side by side is given and asked; needs the JDK alone, so that it runs beside any peer's libraries. */
package io.hourglass.bench.contest;

/** JMH's measurements of engines and layers, for work on one of them; {@code ./bench jmh} runs them. */
package io.hourglass.bench.jmh;

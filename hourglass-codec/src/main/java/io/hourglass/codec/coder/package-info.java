/** Binary arithmetic coding and what predicts a bit: counters, mixers, probability maps, all in integers. */
package io.hourglass.codec.coder;

package io.hourglass.tune;

import io.hourglass.plan.HourglassPlan;

/**
 * A plan that was tried in a round.
 *
 * @param number which, from 0, the plan that the search started from
 * @param round the round, from 0
 * @param epochs the epochs that it was given
 * @param loss what its best epoch is judged by; infinite if it diverged, or what was drawn cannot be built
 * @param seconds how long it took
 * @param plan what was tried
 */
public record Trial(int number, int round, int epochs, double loss, double seconds, HourglassPlan plan) {}

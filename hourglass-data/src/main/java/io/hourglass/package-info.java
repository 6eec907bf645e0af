/** The product in one type: {@link io.hourglass.Hourglass} trains on tables and does every verb. */
package io.hourglass;

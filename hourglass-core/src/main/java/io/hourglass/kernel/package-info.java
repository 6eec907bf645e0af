/** Row arithmetic in one fixed order, and the threads that share it out; the same bits for any number of them. */
package io.hourglass.kernel;

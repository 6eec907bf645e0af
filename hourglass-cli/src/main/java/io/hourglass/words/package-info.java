/** Numbers and networks as people read them, in the terminal and in reports. */
package io.hourglass.words;

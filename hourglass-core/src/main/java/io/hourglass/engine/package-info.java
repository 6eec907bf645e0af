/** The seam between meaning and speed: an engine compiles a network into a session. */
package io.hourglass.engine;

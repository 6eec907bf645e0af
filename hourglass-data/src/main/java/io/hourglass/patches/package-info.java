/** Images as tiles and patches: what networks that take images of any size learn from. */
package io.hourglass.patches;

/** Files of a folder on their way to an archive and back: PNG files as their samples and chunks. */
package io.hourglass.codec.picture;

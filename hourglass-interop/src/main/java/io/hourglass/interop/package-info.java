/** Models from and for other programs. */
package io.hourglass.interop;

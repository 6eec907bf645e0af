/** A model as one jar of plain Java. */
package io.hourglass.interop.jar;

/** Models of Keras 2 and 3, read without Python. */
package io.hourglass.interop.keras;

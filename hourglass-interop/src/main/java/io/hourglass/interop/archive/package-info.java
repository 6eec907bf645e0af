/** Archives that others have written, and what must not be believed of them. */
package io.hourglass.interop.archive;

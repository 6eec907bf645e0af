/** Autoencoders: what one is made of, and what can be done with a trained one. */
package io.hourglass.model;

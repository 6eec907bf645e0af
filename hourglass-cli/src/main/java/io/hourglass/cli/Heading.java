package io.hourglass.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the options of a class stand under in the help of a verb. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Heading {
    /** For instance {@code Network}. */
    String value();
}

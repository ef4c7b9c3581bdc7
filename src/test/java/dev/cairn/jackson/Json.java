package dev.cairn.jackson;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Texts that {@link DifferentialTest} reads as the class that this stands on, with quotes in place of double ones. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Json {
    String[] value();

    /** The view to read and write by; none if void. */
    Class<?> view() default void.class;

    boolean rootNames() default false;
}

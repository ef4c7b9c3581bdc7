package dev.cairn.jackson;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Texts that {@link DifferentialTest} reads as the annotated class. Single quotes stand for double quotes. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Json {
    String[] value();

    /** The view for reading and writing; void for none. */
    Class<?> view() default void.class;

    boolean rootNames() default false;
}

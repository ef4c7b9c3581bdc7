/** The {@code cairn} command: a program that uses the library as any other would. It is no part of the library's jar. */
@NullMarked
package dev.cairn.tool;

import org.jspecify.annotations.NullMarked;

/** The {@code cairn} command, a program that uses the public API of the library. It is not part of the library's jar. */
@NullMarked
package dev.cairn.tool;

import org.jspecify.annotations.NullMarked;

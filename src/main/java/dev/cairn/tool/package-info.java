/** The {@code cairn} command: a leaf that uses the library as any program would. */
package dev.cairn.tool;

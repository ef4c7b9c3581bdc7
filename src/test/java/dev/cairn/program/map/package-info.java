/** Programs that run on maps and sets and on those of others side by side. */
package dev.cairn.program.map;

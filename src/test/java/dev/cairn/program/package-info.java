/** Programs of random actions, run on vectors and on ArrayLists side by side. */
package dev.cairn.program;

/** Races of whole versions, and the program that runs all races. */
package dev.cairn.stress;

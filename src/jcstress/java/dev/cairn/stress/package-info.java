/** Races of whole versions, and what runs all races. */
package dev.cairn.stress;

/** The scheme of counting as a model, interleaved step by step and killed anywhere, beside an oracle. */
package dev.cairn.model;

/** Vavr's own suites, and what they do not know: codecs, stores and conversions. */
package dev.cairn.vavr;

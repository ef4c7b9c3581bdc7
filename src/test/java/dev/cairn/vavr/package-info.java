/** Vavr's own suites, and tests of what Vavr does not have: codecs, stores and conversions. */
package dev.cairn.vavr;

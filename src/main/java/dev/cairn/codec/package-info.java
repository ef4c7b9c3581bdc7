/** Codecs: how values become the bytes of elements, and elements become values again. */
package dev.cairn.codec;

/** How a value becomes the bytes of an element, and back. */
package dev.cairn.codec;

/** Slots: how a codec meets the store, an element at a time. */
package dev.cairn.internal.slot;

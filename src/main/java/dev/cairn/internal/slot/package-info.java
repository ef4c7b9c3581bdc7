/** Slots: how a codec writes elements into the store and reads them, one at a time. */
package dev.cairn.internal.slot;

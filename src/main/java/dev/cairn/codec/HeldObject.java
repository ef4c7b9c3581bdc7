package dev.cairn.codec;

/** A value that stays an object, and for which a node stands. */
final class HeldObject extends Held {
    HeldObject(Object value) {
        super(value);
    }
}

package dev.cairn.codec;

import dev.cairn.internal.slot.Prepared;

/** A value that stays an object, and for which a node stands. */
final class HeldObject extends Held implements Prepared.Weighed {
    HeldObject(Object value) {
        super(value);
    }

    /** An array was copied, so its places are not somebody else's, too. */
    @Override
    public int weight() {
        return value instanceof Object[] array
                ? (int) Math.min((long) Integer.BYTES * array.length, Integer.MAX_VALUE)
                : 0;
    }
}

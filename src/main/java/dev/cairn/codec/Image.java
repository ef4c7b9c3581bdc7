package dev.cairn.codec;

import dev.cairn.internal.slot.Prepared;

/** One element as an encoding wrote it: the fixed part and the extents, on the heap, changed by nobody. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Image(byte[] fixed, byte[][] extents) implements Prepared.Weighed {
    @Override
    public int weight() {
        return fixed.length + Prepared.weight(extents);
    }

    /** An image that shares no array with this one. */
    Image copy() {
        byte[][] copies = new byte[extents.length][];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = extents[i].clone();
        }
        return new Image(fixed.clone(), copies);
    }
}

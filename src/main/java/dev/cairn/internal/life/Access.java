package dev.cairn.internal.life;

import dev.cairn.internal.memory.Doorbell;
import org.jspecify.annotations.Nullable;

/**
 * How this process and others use a store.
 *
 * @param bell wakes their threads; null if there are none
 * @param readByOthers what they have pinned, if this process writes the store
 * @param readHere what this process has pinned, if it only reads the store
 */
public record Access(
        @Nullable Doorbell bell,
        @Nullable Pins readByOthers,
        @Nullable PinRow readHere) {
    /** Of a store that nobody else knows. */
    static final Access NONE = new Access(null, null, null);

    /** Of a store that this process writes. {@code pins} and {@code rows} say what readers have pinned. */
    public static Access ofWriter(PinFile pins, PinFile.Rows rows) {
        return new Access(pins.bell(), new Pins(pins, rows), null);
    }

    /** Of a store that this process reads. */
    public static Access ofReader(PinRow row) {
        return new Access(row.bell(), null, row);
    }
}

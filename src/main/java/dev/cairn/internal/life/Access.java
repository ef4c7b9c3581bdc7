package dev.cairn.internal.life;

import dev.cairn.internal.memory.Doorbell;
import org.jspecify.annotations.Nullable;

/** How this process and others use a store. */
public final class Access {
    /** Of a store that nobody else knows. */
    static final Access NONE = new Access(null, null, null);

    private final @Nullable Doorbell bell;
    private final @Nullable Pins readByOthers;
    private final @Nullable PinRow readHere;

    private Access(@Nullable Doorbell bell, @Nullable Pins readByOthers, @Nullable PinRow readHere) {
        this.bell = bell;
        this.readByOthers = readByOthers;
        this.readHere = readHere;
    }

    /** Of a store that this process writes. {@code pins} and {@code rows} say what readers have pinned. */
    public static Access ofWriter(PinFile pins, PinFile.Rows rows) {
        return new Access(pins.bell(), new Pins(pins, rows), null);
    }

    /** Of a store that this process reads. */
    public static Access ofReader(PinRow row) {
        return new Access(row.bell(), null, row);
    }

    /** Wakes threads of other processes; null if there are none. */
    @Nullable
    Doorbell bell() {
        return bell;
    }

    /** What others have pinned, if this process writes the store. */
    @Nullable
    Pins readByOthers() {
        return readByOthers;
    }

    /** What this process has pinned, if it only reads the store. */
    @Nullable
    PinRow readHere() {
        return readHere;
    }
}

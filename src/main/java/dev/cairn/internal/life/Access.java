package dev.cairn.internal.life;

import dev.cairn.internal.alloc.RowOwner;
import dev.cairn.internal.memory.Doorbell;
import org.jspecify.annotations.Nullable;

/** How this process and others use a store. */
public final class Access {
    /** Of a store that nobody else knows. */
    static final Access NONE = new Access(null, null, null, null, null, null);

    private final @Nullable Doorbell bell;
    private final @Nullable Pins readByOthers;
    private final @Nullable PinRow readHere;
    private final @Nullable Right right;
    private final Crew.@Nullable Locks locks;
    private final @Nullable RowOwner owner;

    private Access(
            @Nullable Doorbell bell,
            @Nullable Pins readByOthers,
            @Nullable PinRow readHere,
            @Nullable Right right,
            @Nullable RowOwner owner,
            Crew.@Nullable Locks locks) {
        this.owner = owner;
        this.locks = locks;
        this.bell = bell;
        this.readByOthers = readByOthers;
        this.readHere = readHere;
        this.right = right;
    }

    /** Of a store that this process writes, as {@code owner} says. {@code pins} and {@code rows} say what readers have pinned. */
    public static Access ofWriter(PinFile pins, PinFile.Rows rows, Right right, RowOwner owner) {
        return new Access(pins.bell(), new Pins(pins, rows), null, right, owner, null);
    }

    /** Of a store that this process writes, and that others may write at the same time. */
    public Access among(Crew.Locks crew) {
        return new Access(bell, readByOthers, readHere, right, owner, crew);
    }

    /** Of a store that this process reads. */
    public static Access ofReader(PinRow row) {
        return new Access(row.bell(), null, row, null, null, null);
    }

    /** The right to write the file; null if the store is in none, or is only read. */
    @Nullable
    Right right() {
        return right;
    }

    /** What the file says of this process; null if the store is in none, or is only read. */
    @Nullable
    RowOwner owner() {
        return owner;
    }

    /** The locks of the processes that write the store at a time; null if only one can. */
    Crew.@Nullable Locks locks() {
        return locks;
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

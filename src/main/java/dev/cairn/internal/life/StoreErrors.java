package dev.cairn.internal.life;

import java.util.List;

/** Makes the exceptions that users see; they live in a package above this one. */
public interface StoreErrors {
    /** The store has no room for {@code requested} more bytes; {@code collected} says whether the collector ran when asked. */
    RuntimeException storeFull(long requested, long live, long max, boolean collected);

    /** There is no room outside the store for {@code requested} bytes, which an operation needs for a while. */
    RuntimeException noRoom(long requested, long live, long max, String reason);

    /** The store was closed. */
    RuntimeException storeClosed();

    /** Tells whoever keeps the program running what happened to the store, which goes on. */
    void tell(String message);

    /** The store breaks its invariants in these ways. */
    RuntimeException corrupt(List<String> violations);
}

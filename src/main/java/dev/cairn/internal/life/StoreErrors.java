package dev.cairn.internal.life;

import java.util.List;

/** Makes the exceptions that users see. Their classes are in a package above this one. */
public interface StoreErrors {
    /** The store has no room for {@code requested} more bytes. {@code collected}: the collector ran when it was asked. */
    RuntimeException storeFull(long requested, long live, long max, boolean collected);

    /** The system has no memory outside the store for {@code requested} bytes, which an operation needs for a while. */
    RuntimeException noRoom(long requested, long live, long max, String reason);

    /** The store was closed. */
    RuntimeException storeClosed();

    /** Something would be written that no other process could read; the message says what, and what to do. */
    RuntimeException notPortable(String message);

    /** The store would be changed, which this process only reads. {@code action}: what was tried, as a part of a sentence. */
    RuntimeException readOnly(String action);

    /** Other processes use the store in a way that an action does not allow; the message says how, and what to do. */
    RuntimeException inUse(String message);

    /** This reader holds {@code most} versions, and no more can be pinned. */
    RuntimeException tooManyVersions(int most);

    /** Logs what happened to the store, which goes on. */
    void tell(String message);

    /** The store's invariants are broken: {@code violations}. */
    RuntimeException corrupt(List<String> violations);
}

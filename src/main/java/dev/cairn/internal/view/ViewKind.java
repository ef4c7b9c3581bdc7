package dev.cairn.internal.view;

/** The kinds of views of collections. */
public enum ViewKind {
    /** A vector as a list. */
    LIST,
    /** A vector as a list in reverse order. */
    REVERSED_LIST,
    /** A map as a {@link java.util.Map}. */
    MAP,
    /** The keys of a map. */
    KEYS,
    /** The values of a map. */
    VALUES,
    /** The entries of a map. */
    ENTRIES,
    /** A set as a {@link java.util.Set}. */
    SET;

    /** The kind of {@code view}, which shows a map or a part of it. */
    public static ViewKind ofMap(Object view) {
        return switch (view) {
            case KeysView<?> _ -> KEYS;
            case MapView.Values<?> _ -> VALUES;
            case MapView.Entries<?, ?> _ -> ENTRIES;
            default -> MAP;
        };
    }
}

package dev.cairn;

import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;

/** What a stream of Java's serialization has for a view: the version, and how it is viewed. */
record ViewForm(Version version, Kind kind) implements Serializable {
    /** The views there are. */
    enum Kind {
        LIST,
        REVERSED_LIST,
        MAP,
        KEYS,
        VALUES,
        ENTRIES,
        SET
    }

    /** What to throw where a stream has a view itself. */
    static InvalidObjectException refusal() {
        return new InvalidObjectException("a view itself, where a stream has a form of it only");
    }

    @Serial
    Object readResolve() throws InvalidObjectException {
        try {
            Objects.requireNonNull(version, "no version");
            return view();
        } catch (ClassCastException | NullPointerException e) {
            throw new InvalidObjectException("no view: " + kind, e);
        }
    }

    private Object view() {
        return switch (kind) {
            case LIST -> ((AbstractVector<?, ?>) version).asList();
            case REVERSED_LIST -> ((AbstractVector<?, ?>) version).asList().reversed();
            case MAP -> new MapView.Whole<>((PMap<?, ?>) version);
            case KEYS -> new MapView.Keys<>((PMap<?, ?>) version);
            case VALUES -> new MapView.Values<>((PMap<?, ?>) version);
            case ENTRIES -> new MapView.Entries<>((PMap<?, ?>) version);
            case SET -> new SetView<>((PSet<?>) version);
        };
    }
}

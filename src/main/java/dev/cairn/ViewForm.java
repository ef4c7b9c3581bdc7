package dev.cairn;

import dev.cairn.internal.view.KeysView;
import dev.cairn.internal.view.MapView;
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
        SET;

        /** What {@code view} shows of a map. */
        static Kind of(Object view) {
            return switch (view) {
                case KeysView<?> _ -> KEYS;
                case MapView.Values<?> _ -> VALUES;
                case MapView.Entries<?, ?> _ -> ENTRIES;
                default -> MAP;
            };
        }
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
            case MAP -> ((PMap<?, ?>) version).asMap();
            case KEYS -> ((PMap<?, ?>) version).keys();
            case VALUES -> ((PMap<?, ?>) version).values();
            case ENTRIES -> ((PMap<?, ?>) version).entries();
            case SET -> ((PSet<?>) version).asSet();
        };
    }
}

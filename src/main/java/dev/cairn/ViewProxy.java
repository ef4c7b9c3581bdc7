package dev.cairn;

import dev.cairn.internal.view.ViewKind;
import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;

/** The serialization proxy of a view: the version and the kind of the view. */
record ViewProxy(Version version, ViewKind kind) implements Serializable {
    @Serial
    Object readResolve() throws InvalidObjectException {
        try {
            Objects.requireNonNull(version, "no version");
            return AbstractVersion.of(version).view(kind);
        } catch (ClassCastException | NullPointerException e) {
            throw new InvalidObjectException("no view: " + kind, e);
        }
    }
}

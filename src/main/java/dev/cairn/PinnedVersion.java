package dev.cairn;

import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Token;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The version of an atom at one moment, held by its header. */
final class PinnedVersion {
    private final String name;
    private final String kind;
    private int header;
    private @Nullable Token token;

    /** Nothing is held yet. {@code kind} is the text that describes the atom's kind; empty if the header has the number of that. */
    PinnedVersion(String name, String kind) {
        this.name = name;
        this.kind = kind;
    }

    /** Takes the header. */
    void hold(Stripe stripe, int owned) {
        header = owned;
        token = stripe.registerHolder(this, owned, 0, null);
    }

    void release(Stripe stripe) {
        stripe.giveUp(Objects.requireNonNull(token));
    }

    String name() {
        return name;
    }

    String kind() {
        return kind;
    }

    int header() {
        return header;
    }
}

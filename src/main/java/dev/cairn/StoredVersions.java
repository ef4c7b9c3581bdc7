package dev.cairn;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.stored.PlainElements;
import dev.cairn.internal.stored.StoredBridge;
import dev.cairn.internal.stored.StoredVersion;
import dev.cairn.internal.trie.vector.Reservation;
import dev.cairn.internal.trie.vector.VectorDraft;
import java.lang.ref.Reference;

/** Lets code outside of Java reach collections and builders as nodes. */
final class StoredVersions extends StoredBridge {
    static {
        StoredBridge.register(new StoredVersions()); // Startup initialises this class
    }

    @Override
    public Core core(Object store) {
        return ((Store) store).core();
    }

    @Override
    public StoredVersion stored(Object value) {
        Version version = (Version) value;
        AbstractVersion<?, ?> inside = AbstractVersion.of(version);
        inside.base().check();
        try {
            return inside.core().isReadOnly() ? read(version, inside) : write(version, inside);
        } finally {
            Reference.reachabilityFence(version);
        }
    }

    private static StoredVersion write(Version version, AbstractVersion<?, ?> inside) {
        Base base = inside.foldedBase();
        return StoredVersion.write(
                base, inside.extent(), NestedCodec.of(version).label(inside.core()));
    }

    private static StoredVersion read(Version version, AbstractVersion<?, ?> inside) {
        int node = inside.needsFold() ? 0 : inside.base().madeFrom(inside.extent());
        if (node == 0) {
            inside.core().requireWritable(); // it is on the heap, and nothing can be written
        }
        return StoredVersion.read(inside.base(), inside.extent(), node, version);
    }

    @Override
    public Reservation reserve(Object builder, int more, Reservation.Making making) {
        if (more < 0) {
            throw new IllegalArgumentException("places for " + more + " elements");
        }
        return draft(builder).reserve(more, making);
    }

    private static VectorDraft draft(Object builder) {
        return switch (builder) {
            case LongVector.Builder longs -> longs.elements;
            case IntVector.Builder ints -> ints.elements;
            case DoubleVector.Builder doubles -> doubles.elements;
            case PVector.Builder<?> values -> {
                PlainElements.require(values.codec);
                yield values.elements;
            }
            default -> throw new IllegalArgumentException("not a builder of vectors: " + builder);
        };
    }
}

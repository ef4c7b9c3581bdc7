package dev.cairn;

import dev.cairn.internal.letter.Stones;
import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Labels;
import dev.cairn.internal.life.Stripe;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** How letters refer to collections. */
final class StoneReferences extends Stones {
    @Override
    public Core core(Object store) {
        return ((Store) store).core();
    }

    @Override
    public boolean isStone(Object value) {
        return value instanceof Stone;
    }

    @Override
    public Core coreOf(Object stone) {
        return AbstractVersion.of((Version) stone).core();
    }

    @Override
    public boolean isPortable(Object stone) {
        return ((Stone) stone).isPortable();
    }

    @Override
    public int number(Core core) {
        return Store.of(core).number();
    }

    @Override
    public @Nullable Ready ready(Core core, @Nullable Object value) {
        return value instanceof Version version ? ready(core, version) : null;
    }

    private static <V extends Version> Ready ready(Core core, V version) {
        Store store = Store.of(core);
        store.checkOwn(version);
        NestedCodec<V> codec = NestedCodecs.of(version);
        AbstractVersion<?, ?> inside = AbstractVersion.of(version);
        return new Settled(codec.label(core), inside.settled(), inside.extent());
    }

    /** A version without changes that wait: its base and size. */
    private record Settled(Labels.Labelled codec, Base base, long size) implements Ready {
        @Override
        public int kind() {
            return codec.number();
        }

        @Override
        public int keep(Stripe stripe) {
            try {
                base.check(); // its scope may have ended while the rest of the letter was written
                return codec.attach(base.core(), stripe, base.keepHeader(stripe, size));
            } finally {
                Reference.reachabilityFence(base);
            }
        }
    }

    @Override
    public Object revive(Core core, int kind, int node, Source from) {
        NestedCodec<?> codec = (NestedCodec<?>) core.labels().get(kind);
        return core.change(
                stripe -> codec.revive(core, stripe, node, owned -> from.own(stripe, owned), core.confinement()));
    }
}

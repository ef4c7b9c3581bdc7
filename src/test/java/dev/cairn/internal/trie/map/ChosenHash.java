package dev.cairn.internal.trie.map;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.SlotCodec;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Keeps what another codec keeps, under hashes that a test chose. */
record ChosenHash<T>(SlotCodec<T> values, ToLongFunction<T> hash) implements SlotCodec<T> {
    static <T> ChosenHash<T> of(Codec<T> codec, ToLongFunction<T> hash) {
        return new ChosenHash<>(SlotCodec.of(codec), hash);
    }

    @Override
    public Shape shape() {
        return values.shape();
    }

    @Override
    public Object prepare(T value) {
        return values.prepare(value);
    }

    @Override
    public T restore(Object prepared) {
        return values.restore(prepared);
    }

    @Override
    public T load(Core core, long at) {
        return values.load(core, at);
    }

    @Override
    public @Nullable Object copyAt(Core core, long at) {
        return values.copyAt(core, at);
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        values.save(core, stripe, at, prepared);
    }

    @Override
    public boolean bears(Object prepared) {
        return values.bears(prepared);
    }

    @Override
    public long hash(Object prepared, long seed) {
        return hash.applyAsLong(restore(prepared));
    }

    @Override
    public long hashAt(Core core, long at, long seed) {
        return hash.applyAsLong(load(core, at));
    }
}

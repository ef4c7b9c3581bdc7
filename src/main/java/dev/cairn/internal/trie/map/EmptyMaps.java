package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.slot.SlotCodec;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The empty bases of a store's maps and sets: those for the same codecs share one, as long as a version has it. */
public final class EmptyMaps {
    /** Two kinds that have the same place take it from each other. */
    private static final int PLACES = 64;

    private final AtomicReferenceArray<@Nullable WeakReference<MapBase>> bases = new AtomicReferenceArray<>(PLACES);

    /** The empty base for keys and values that these keep; for a set without values. */
    public MapBase get(Core core, SlotCodec<?> keys, @Nullable SlotCodec<?> values) {
        int place = (System.identityHashCode(keys) * 31 + System.identityHashCode(values)) & (PLACES - 1);
        WeakReference<MapBase> known = bases.getAcquire(place);
        MapBase base = known == null ? null : known.get();
        if (base == null || !base.type().isOf(keys, values)) {
            base = MapBase.empty(MapType.of(core, keys, values));
            bases.setRelease(place, new WeakReference<>(base));
        }
        return base;
    }
}

package dev.cairn;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.KeyedCursor;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapEntries;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.view.DecodedMap;
import dev.cairn.internal.view.ElementFunctions;
import dev.cairn.internal.view.KeySource;
import dev.cairn.internal.view.KeysView;
import dev.cairn.internal.view.ViewKind;
import java.lang.ref.Reference;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The reading operations of sets. */
abstract class ReadableSet<T extends @Nullable Object> extends CombiningKeyed<T, PSet<T>> implements Iterable<T> {
    ReadableSet(SlotCodec<T> slots, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(slots, base, table, log, edits);
    }

    @Override
    final boolean hasSameCodecs(PSet<T> other) {
        return keys.equals(other.keys);
    }

    /** The codec of the elements. */
    @SuppressWarnings("unchecked") // the result of SlotCodec.of for this codec
    public final Codec<T> codec() {
        return (Codec<T>) keys;
    }

    /** Whether this set has {@code element}. O(log n). */
    public final boolean contains(T element) {
        return has(element);
    }

    private KeyedCursor<T> cursor() {
        return KeyedCursor.of(base(), entriesToRead(), this::key, Spliterator.DISTINCT);
    }

    @Override
    public final Iterator<T> iterator() {
        return cursor();
    }

    @Override
    public final Spliterator<T> spliterator() {
        return cursor();
    }

    /**
     * A read-only {@link Set} view of this version; its methods that would change it throw {@link UnsupportedOperationException}. O(1).
     * Objects that the codec cannot encode are never elements of the view.
     */
    @JsonValue
    public final Set<T> asSet() {
        base().check();
        return new KeysView<>(new Shown<>(this));
    }

    /** The elements in an unspecified order. */
    public final Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public final void forEach(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        MapEntries all = entriesToRead();
        eachEntry(all, entry -> action.accept(key(all, entry)));
    }

    /** The decoded elements at {@code places} in {@code in}. */
    final Set<T> decode(MapEntries in, long[] places) {
        List<Map.Entry<T, Boolean>> elements = new ArrayList<>();
        try {
            for (long entry : places) {
                elements.add(new SimpleImmutableEntry<>(key(in, entry), true));
                base().check();
            }
            return DecodedMap.of(keys, elements).keySet();
        } finally {
            Reference.reachabilityFence(in);
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Whether {@code other} is a PSet with equal elements. If both sets have the same codec, the codec compares ({@link Codec}), and
     * shared nodes are skipped. Otherwise {@code equals} compares, and arrays are equal if their contents are. O(nodes not shared).
     */
    @Override
    @SuppressWarnings("unchecked") // equal codecs have the same type
    public final boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof PSet<?> that) || size() != that.size()) {
            return false;
        }
        try {
            if (!hasSameCodecs((PSet<T>) that)) {
                Set<@Nullable Object> mine = likenesses();
                return mine.size() == size() && mine.equals(((ReadableSet<?>) that).likenesses());
            }
            return core() == that.core() ? hasSameEntries((PSet<T>) that) : hasAllOf((PSet<T>) that);
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(that);
        }
    }

    private Set<@Nullable Object> likenesses() {
        Set<@Nullable Object> set = new HashSet<>();
        forEach(element -> set.add(keys.likeness(element)));
        return set;
    }

    /** Whether this set has each element of {@code other}, which may lie in another store. */
    private boolean hasAllOf(PSet<T> other) {
        return other.stream().allMatch(this::has);
    }

    @Override
    final int countHash() {
        int sum = 0;
        for (T element : this) {
            sum += ElementFunctions.hash(keys, element);
        }
        return sum;
    }

    /** As the text of a {@link Set}; shortened if there are more than 1,000 elements or very long ones. */
    @Override
    public final String toString() {
        return ElementFunctions.toString("[", iterator(), size(), "]");
    }

    @Override
    final Object view(ViewKind view) {
        return view == ViewKind.SET ? asSet() : super.view(view);
    }

    /** Lets views read this set. The set itself does not implement the interface, because users would see its methods. */
    private record Shown<T extends @Nullable Object>(ReadableSet<T> set) implements KeySource<T> {
        @Override
        public int size() {
            return set.size();
        }

        @Override
        public SlotCodec<T> keyCodec() {
            return set.keys;
        }

        @Override
        public boolean has(T element) {
            return set.has(element);
        }

        @Override
        public Spliterator<T> keyCursor() {
            return set.spliterator();
        }

        @Override
        public Object form(Object view) {
            return new ViewProxy((Version) set, ViewKind.SET);
        }
    }
}

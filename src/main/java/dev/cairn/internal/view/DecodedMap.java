package dev.cairn.internal.view;

import dev.cairn.internal.slot.SlotCodec;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map on the heap whose keys are told apart as their codec does, which nobody changes. A {@link HashMap} goes by the keys' own
 * {@code equals}: it finds no array, and takes for one key what may be two for the codec.
 */
public final class DecodedMap<K extends @Nullable Object, V extends @Nullable Object> extends AbstractMap<K, V> {
    private final SlotCodec<K> codec;
    private final Map<Object, Map.Entry<K, V>> entries = new LinkedHashMap<>();

    private DecodedMap(SlotCodec<K> codec, List<Map.Entry<K, V>> entries) {
        this.codec = codec;
        entries.forEach(entry -> this.entries.put(codec.key(entry.getKey()), entry));
    }

    /** The map of {@code entries}, which have different keys. */
    public static <K extends @Nullable Object, V extends @Nullable Object> Map<K, V> of(
            SlotCodec<K> codec, List<Map.Entry<K, V>> entries) {
        if (codec.isNatural()) {
            Map<K, V> map = new HashMap<>();
            entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
            if (map.size() == entries.size()) {
                return map;
            }
        }
        return new DecodedMap<>(codec, entries);
    }

    /** A copy of {@code map} that nobody changes, and that tells its keys apart in the same way. */
    public static <K extends @Nullable Object, V extends @Nullable Object> Map<K, V> copyOf(Map<K, V> map) {
        return map instanceof DecodedMap<K, V> ? map : Collections.unmodifiableMap(new HashMap<>(map));
    }

    /** A copy of {@code set}, which may be the keys of such a map. */
    public static <K extends @Nullable Object> Set<K> copyOf(Set<K> set) {
        return set instanceof DecodedMap<K, ?>.Keys ? set : Collections.unmodifiableSet(new HashSet<>(set));
    }

    private Map.@Nullable Entry<K, V> find(@Nullable Object key) {
        Object wanted = ElementFunctions.likeness(key, codec::key);
        return wanted == null ? null : entries.get(wanted);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) != null;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        Map.Entry<K, V> entry = find(key);
        return entry == null ? null : entry.getValue();
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return Collections.unmodifiableCollection(entries.values()).iterator();
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }

    @Override
    public Set<K> keySet() {
        return new Keys();
    }

    @Override
    public int hashCode() {
        return entrySet().stream()
                .mapToInt(entry -> hash(entry.getKey()) ^ Objects.hashCode(entry.getValue()))
                .sum();
    }

    /** As a map, so as {@link AbstractMap} has it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    private int hash(K key) {
        return Objects.hashCode(codec.likeness(key));
    }

    /** The keys. */
    private final class Keys extends AbstractSet<K> {
        @Override
        public Iterator<K> iterator() {
            Iterator<Map.Entry<K, V>> i = entrySet().iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return i.hasNext();
                }

                @Override
                public K next() {
                    return i.next().getKey();
                }
            };
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public boolean contains(@Nullable Object key) {
            return containsKey(key);
        }

        @Override
        public int hashCode() {
            return stream().mapToInt(DecodedMap.this::hash).sum();
        }

        /** As a set, so as {@link AbstractSet} has it. */
        @Override
        public boolean equals(@Nullable Object other) {
            return super.equals(other);
        }
    }
}

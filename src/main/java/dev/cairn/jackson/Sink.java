package dev.cairn.jackson;

import dev.cairn.PMap;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A builder that Jackson can fill like a collection or a map of the JDK, so that elements are not gathered on the heap first. */
interface Sink {
    /** Builds the collection. */
    Object build();

    /** The objects that the collection waits for. */
    Pending pending();

    /** A builder of a vector or a set. */
    final class OfElements extends AbstractCollection<@Nullable Object> implements Sink {
        private final Consumer<@Nullable Object> add;
        private final Supplier<? extends Iterable<@Nullable Object>> build;
        private final Pending pending;
        private int added;

        OfElements(
                Consumer<@Nullable Object> add,
                Supplier<? extends Iterable<@Nullable Object>> build,
                Function<Supplier<Object>, Pending> pending) {
            this.add = add;
            this.build = build;
            this.pending = pending.apply(this::build);
        }

        @Override
        public boolean add(@Nullable Object element) {
            if (pending.keeps(element)) {
                pending.keep(element, element);
            } else {
                add.accept(element);
            }
            added++;
            return true;
        }

        @Override
        public int size() {
            return added;
        }

        @Override
        public Iterator<@Nullable Object> iterator() {
            return build.get().iterator();
        }

        @Override
        public Object build() {
            pending.taken().forEach(element -> add.accept(Place.resolved(element)));
            return build.get();
        }

        @Override
        public Pending pending() {
            return pending;
        }
    }

    /** A builder of a map. */
    final class OfEntries extends AbstractMap<@Nullable Object, @Nullable Object> implements Sink {
        private final PMap.Builder<@Nullable Object, @Nullable Object> builder;
        private final boolean tellsPrevious;
        private final Pending pending;

        /** If {@code tellsPrevious}, {@code put} returns the previous value, for which it looks the key up. */
        OfEntries(
                PMap.Builder<@Nullable Object, @Nullable Object> builder,
                boolean tellsPrevious,
                Function<Supplier<Object>, Pending> pending) {
            this.builder = builder;
            this.tellsPrevious = tellsPrevious;
            this.pending = pending.apply(this::build);
        }

        @Override
        public @Nullable Object put(@Nullable Object key, @Nullable Object value) {
            Object previous = tellsPrevious ? get(key) : null;
            if (pending.keeps(value)) {
                pending.keep(new SimpleImmutableEntry<>(key, value), value);
            } else {
                builder.put(key, value);
            }
            return previous;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            return builder.get(key);
        }

        @Override
        public Set<Map.Entry<@Nullable Object, @Nullable Object>> entrySet() {
            return builder.build().entries();
        }

        @Override
        public Object build() {
            for (Object kept : pending.taken()) {
                Map.Entry<?, ?> entry = (Map.Entry<?, ?>) Objects.requireNonNull(kept);
                builder.put(entry.getKey(), Place.resolved(entry.getValue()));
            }
            return builder.build();
        }

        @Override
        public Pending pending() {
            return pending;
        }
    }
}

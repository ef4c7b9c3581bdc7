package dev.cairn.jackson;

import dev.cairn.PMap;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A builder in the form of what Jackson knows how to fill, so that nothing is gathered on the heap first. */
interface Sink {
    /** What was filled in, as a collection of ours. */
    Object build();

    /** A builder of a vector or a set. */
    final class OfElements extends AbstractCollection<@Nullable Object> implements Sink {
        private final Consumer<@Nullable Object> add;
        private final Supplier<? extends Iterable<@Nullable Object>> build;
        private int added;

        OfElements(Consumer<@Nullable Object> add, Supplier<? extends Iterable<@Nullable Object>> build) {
            this.add = add;
            this.build = build;
        }

        @Override
        public boolean add(@Nullable Object element) {
            add.accept(element);
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
            return build.get();
        }
    }

    /** A builder of a map. */
    final class OfEntries extends AbstractMap<@Nullable Object, @Nullable Object> implements Sink {
        private final PMap.Builder<@Nullable Object, @Nullable Object> builder;

        OfEntries(PMap.Builder<@Nullable Object, @Nullable Object> builder) {
            this.builder = builder;
        }

        /** Does not tell what was there before. */
        @Override
        public @Nullable Object put(@Nullable Object key, @Nullable Object value) {
            builder.put(key, value);
            return null;
        }

        @Override
        public Set<Map.Entry<@Nullable Object, @Nullable Object>> entrySet() {
            return builder.build().entries();
        }

        @Override
        public Object build() {
            return builder.build();
        }
    }
}

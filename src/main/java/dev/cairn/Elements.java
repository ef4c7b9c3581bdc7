package dev.cairn;

import dev.cairn.codec.CodecException;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** What a {@link java.util.List} does with its elements. */
final class Elements {
    private static final int SHOWN_MOST = 1_000;
    private static final int TEXT_MOST = 100_000;

    private Elements() {}

    /** Collects on the heap, in whatever threads, and hands all to {@code finisher} in one. */
    static <E extends @Nullable Object, R> Collector<E, ?, R> collector(Function<List<E>, R> finisher) {
        return Collector.of(
                ArrayList::new,
                List::add,
                (first, second) -> {
                    first.addAll(second);
                    return first;
                },
                finisher);
    }

    static <E extends @Nullable Object> boolean equal(
            Iterator<? extends E> a, Iterator<? extends E> b, BiPredicate<E, E> areEqual) {
        while (a.hasNext() && b.hasNext()) {
            if (!areEqual.test(a.next(), b.next())) {
                return false;
            }
        }
        return a.hasNext() == b.hasNext();
    }

    /** The hash code of a list of what {@code likeness} gives for each of {@code elements}. */
    static <E extends @Nullable Object> int hash(
            Iterator<? extends E> elements, Function<? super E, @Nullable Object> likeness) {
        int hash = 1;
        while (elements.hasNext()) {
            hash = 31 * hash + Objects.hashCode(likeness.apply(elements.next()));
        }
        return hash;
    }

    static <E extends @Nullable Object> Iterator<@Nullable Object> mapped(
            Iterator<? extends E> elements, Function<? super E, @Nullable Object> mapper) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public @Nullable Object next() {
                return mapper.apply(elements.next());
            }
        };
    }

    /** The likeness of what {@code codec} gave, which may be null. */
    @SuppressWarnings({"unchecked", "NullAway"}) // it takes what it gave
    static <E extends @Nullable Object> @Nullable Object likeness(SlotCodec<E> codec, @Nullable Object element) {
        return codec.likeness((E) element);
    }

    /** The hash code of the likeness of what {@code codec} gave. */
    static int hash(SlotCodec<?> codec, @Nullable Object element) {
        return Objects.hashCode(likeness(codec, element));
    }

    /** The likeness of something that may be of any class; what {@code likeness} refuses stands for itself. */
    @SuppressWarnings({"unchecked", "NullAway"}) // what is no E is refused
    static <E extends @Nullable Object> @Nullable Object likeness(
            @Nullable Object any, Function<? super E, @Nullable Object> likeness) {
        try {
            return likeness.apply((E) any);
        } catch (ClassCastException | CodecException | NullPointerException e) {
            return any;
        }
    }

    /**
     * All of {@code size} elements between {@code open} and {@code close}; of many the first, as long as they are 1,000 at most and
     * their text not much longer than 100,000 characters, and how many there are.
     */
    static String toString(String open, Iterator<?> elements, long size, String close) {
        StringBuilder text = new StringBuilder(open);
        for (int shown = 0; elements.hasNext(); shown++) {
            text.append(shown == 0 ? "" : ", ");
            if (shown == SHOWN_MOST || text.length() > TEXT_MOST) {
                return text.append("... ")
                        .append(size)
                        .append(" in all")
                        .append(close)
                        .toString();
            }
            text.append(elements.next());
        }
        return text.append(close).toString();
    }

    static void checkRoom(int size) {
        VectorBuilder.checkRoom(size);
    }

    static int checkIndex(int index, int size) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of a vector of size " + size);
        }
        return index;
    }

    static void checkPlace(int index, int size) {
        if (index < 0 || index > size) {
            throw new IndexOutOfBoundsException(
                    "index %d to insert at, in a vector of size %d; 0 to %d are possible".formatted(index, size, size));
        }
    }

    static void checkRange(int from, int to, int size) {
        if (from < 0 || from > to || to > size) {
            throw new IndexOutOfBoundsException("from %d to %d of a vector of size %d".formatted(from, to, size));
        }
    }
}

package dev.cairn.internal.view;

import dev.cairn.codec.CodecException;
import dev.cairn.internal.slot.SlotCodec;
import java.io.InvalidObjectException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** Functions over elements, for views and for collections that views show. */
public final class ElementFunctions {
    private static final int SHOWN_MOST = 1_000;
    private static final int TEXT_MOST = 100_000;

    private ElementFunctions() {}

    /** A collector that gathers a list on the heap, in any threads, and gives the list to {@code finisher}. */
    public static <E extends @Nullable Object, R> Collector<E, ?, R> collector(Function<List<E>, R> finisher) {
        return Collector.of(
                ArrayList::new,
                List::add,
                (first, second) -> {
                    first.addAll(second);
                    return first;
                },
                finisher);
    }

    /** Whether both have the same number of elements, and each pair is equal. */
    public static <E extends @Nullable Object> boolean equal(
            Iterator<? extends E> a, Iterator<? extends E> b, BiPredicate<E, E> areEqual) {
        while (a.hasNext() && b.hasNext()) {
            if (!areEqual.test(a.next(), b.next())) {
                return false;
            }
        }
        return a.hasNext() == b.hasNext();
    }

    /** The hash code of a list of the likenesses of {@code elements}. */
    public static <E extends @Nullable Object> int hash(
            Iterator<? extends E> elements, Function<? super E, @Nullable Object> likeness) {
        int hash = 1;
        while (elements.hasNext()) {
            hash = 31 * hash + Objects.hashCode(likeness.apply(elements.next()));
        }
        return hash;
    }

    /** The result of {@code mapper} for each of {@code elements}. */
    public static <E extends @Nullable Object> Iterator<@Nullable Object> mapped(
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

    /** The likeness of an element of {@code codec}. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the codec gave the element
    public static <E extends @Nullable Object> @Nullable Object likeness(SlotCodec<E> codec, @Nullable Object element) {
        return codec.likeness((E) element);
    }

    /** {@code cursor} as an iterator. It is one, too. */
    @SuppressWarnings("unchecked") // all our cursors are both
    static <E extends @Nullable Object> Iterator<E> iterator(Spliterator<E> cursor) {
        return (Iterator<E>) cursor;
    }

    /** Whether {@code source} has a key of any class. It does not have a key that its codec refuses. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the codec refuses a key that is no K
    static <K extends @Nullable Object> boolean has(KeySource<K> source, @Nullable Object key) {
        try {
            return source.has((K) key);
        } catch (CodecException | NullPointerException e) {
            return false;
        }
    }

    /** The error for a stream that has a view itself. */
    static InvalidObjectException streamRefusal() {
        return new InvalidObjectException("the stream has a view itself; it should have the form that replaces a view");
    }

    /** The hash code of the likeness of an element of {@code codec}. */
    public static int hash(SlotCodec<?> codec, @Nullable Object element) {
        return Objects.hashCode(likeness(codec, element));
    }

    /** The likeness of an object of any class. If {@code likeness} refuses the object, that is its own likeness. */
    @SuppressWarnings({"unchecked", "NullAway"}) // an object that is no E is refused
    public static <E extends @Nullable Object> @Nullable Object likeness(
            @Nullable Object any, Function<? super E, @Nullable Object> likeness) {
        try {
            return likeness.apply((E) any);
        } catch (ClassCastException | CodecException | NullPointerException e) {
            return any;
        }
    }

    /**
     * The text of {@code size} elements between {@code open} and {@code close}. Shows 1,000 elements at most, and about 100,000 characters;
     * then it says how many elements there are.
     */
    public static String toString(String open, Iterator<?> elements, long size, String close) {
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

    /** Throws unless there is an element {@code index}. Returns the index. */
    public static int checkIndex(int index, int size) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of a vector of size " + size);
        }
        return index;
    }

    /** Throws unless an element can be inserted at {@code index}. */
    public static void checkPlace(int index, int size) {
        if (index < 0 || index > size) {
            throw new IndexOutOfBoundsException(
                    "cannot insert at index %d in a vector of size %d; use 0 to %d".formatted(index, size, size));
        }
    }

    /** Throws unless both are in range, and in order. */
    public static void checkRange(int from, int to, int size) {
        if (from < 0 || from > to || to > size) {
            throw new IndexOutOfBoundsException("range %d to %d of a vector of size %d".formatted(from, to, size));
        }
    }
}

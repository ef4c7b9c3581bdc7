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

/** What collections of {@code java.util}, and those that are shown as such, do with their elements. */
public final class ElementFunctions {
    private static final int SHOWN_MOST = 1_000;
    private static final int TEXT_MOST = 100_000;

    private ElementFunctions() {}

    /** Collects on the heap, in whatever threads, and hands all to {@code finisher} in one. */
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

    /** Whether both give as many elements, and each pair of them is equal. */
    public static <E extends @Nullable Object> boolean equal(
            Iterator<? extends E> a, Iterator<? extends E> b, BiPredicate<E, E> areEqual) {
        while (a.hasNext() && b.hasNext()) {
            if (!areEqual.test(a.next(), b.next())) {
                return false;
            }
        }
        return a.hasNext() == b.hasNext();
    }

    /** The hash code of a list of what {@code likeness} gives for each of {@code elements}. */
    public static <E extends @Nullable Object> int hash(
            Iterator<? extends E> elements, Function<? super E, @Nullable Object> likeness) {
        int hash = 1;
        while (elements.hasNext()) {
            hash = 31 * hash + Objects.hashCode(likeness.apply(elements.next()));
        }
        return hash;
    }

    /** What {@code mapper} gives for each of {@code elements}. */
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

    /** The likeness of what {@code codec} gave, which may be null. */
    @SuppressWarnings({"unchecked", "NullAway"}) // it takes what it gave
    public static <E extends @Nullable Object> @Nullable Object likeness(SlotCodec<E> codec, @Nullable Object element) {
        return codec.likeness((E) element);
    }

    /** {@code cursor} as the iterator that it is, too. */
    @SuppressWarnings("unchecked") // all of ours are both
    static <E extends @Nullable Object> Iterator<E> iterator(Spliterator<E> cursor) {
        return (Iterator<E>) cursor;
    }

    /** Whether {@code source} has a key that may be of any class; one that its codec does not take, it does not have. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the codec refuses what is no K
    static <K extends @Nullable Object> boolean has(KeySource<K> source, @Nullable Object key) {
        try {
            return source.has((K) key);
        } catch (CodecException | NullPointerException e) {
            return false;
        }
    }

    /** What to throw where a stream has a view itself. */
    static InvalidObjectException streamRefusal() {
        return new InvalidObjectException("a view itself, where a stream has a form of it only");
    }

    /** The hash code of the likeness of what {@code codec} gave. */
    public static int hash(SlotCodec<?> codec, @Nullable Object element) {
        return Objects.hashCode(likeness(codec, element));
    }

    /** The likeness of something that may be of any class; what {@code likeness} refuses stands for itself. */
    @SuppressWarnings({"unchecked", "NullAway"}) // what is no E is refused
    public static <E extends @Nullable Object> @Nullable Object likeness(
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

    /** Throws unless there is an element {@code index}; returns it. */
    public static int checkIndex(int index, int size) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of a vector of size " + size);
        }
        return index;
    }

    /** Throws unless something can be inserted at {@code index}. */
    public static void checkPlace(int index, int size) {
        if (index < 0 || index > size) {
            throw new IndexOutOfBoundsException(
                    "index %d to insert at, in a vector of size %d; 0 to %d are possible".formatted(index, size, size));
        }
    }

    /** Throws unless both are in range, and in order. */
    public static void checkRange(int from, int to, int size) {
        if (from < 0 || from > to || to > size) {
            throw new IndexOutOfBoundsException("from %d to %d of a vector of size %d".formatted(from, to, size));
        }
    }
}

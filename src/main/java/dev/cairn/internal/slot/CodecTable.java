package dev.cairn.internal.slot;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of codecs, by name: what makes a codec of its parts. Streams, messages and stores in files name codecs, and find them here.
 * The packages above, which have the codecs, enter them.
 */
public final class CodecTable {
    /** The number of parts of kinds that have as many as they need. */
    public static final int ANY_NUMBER = -1;

    private static final Map<String, Entry> BY_KIND = new ConcurrentHashMap<>();
    private static final Map<String, String> BY_WORD = new ConcurrentHashMap<>();

    private record Entry(int parts, Function<List<?>, ?> maker) {}

    private static volatile @Nullable Function<List<String>, CollectionChecks> checks;

    private CodecTable() {}

    /** Enters what makes checks of slots of the texts of a store's descriptors. */
    public static void enterChecks(Function<List<String>, CollectionChecks> maker) {
        checks = maker;
    }

    /**
     * The checks of slots for a store with these descriptors, in the order of their numbers.
     *
     * @throws IllegalArgumentException if a text is no descriptor, or is there twice
     */
    public static CollectionChecks checks(List<String> descriptors) {
        return Objects.requireNonNull(checks).apply(descriptors);
    }

    /** Enters a {@linkplain CodecParts#kind() kind} of codecs that are made of so many parts. */
    public static void enter(String kind, int parts, Function<List<?>, ?> maker) {
        BY_KIND.put(kind, new Entry(parts, maker));
        BY_WORD.put(Descriptor.word(kind), kind);
    }

    /** The codec of this kind, if such codecs have no parts; else null. */
    public static @Nullable Object constant(String kind) {
        Entry known = BY_KIND.get(kind);
        return known == null || known.parts != 0 ? null : known.maker.apply(List.of());
    }

    /** The kind that has this {@linkplain Descriptor#word(String) word}; null if there is none. */
    public static @Nullable String kind(String word) {
        return BY_WORD.get(word);
    }

    /** How many parts codecs of this kind have; {@link #ANY_NUMBER} also if there is no such kind. */
    public static int parts(String kind) {
        Entry known = BY_KIND.get(kind);
        return known == null ? ANY_NUMBER : known.parts;
    }

    /**
     * The codec of this kind with these parts.
     *
     * @throws RuntimeException if there is no such kind, or no codec of it has such parts
     */
    public static Object make(String kind, List<?> parts) {
        Entry known = BY_KIND.get(kind);
        if (known == null || (known.parts != ANY_NUMBER && known.parts != parts.size())) {
            throw new IllegalArgumentException("there is no codec " + kind + " of " + parts.size() + " parts");
        }
        return known.maker.apply(parts);
    }
}

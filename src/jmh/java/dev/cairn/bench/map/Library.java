package dev.cairn.bench.map;

import dev.cairn.bench.measure.Contender;
import java.util.Optional;
import java.util.function.Supplier;

/** The libraries compared. To add one: write its {@link Mapping}, give it a line here. */
public enum Library implements Contender {
    CAIRN("PMap", Side.OURS, CairnMap::coded),
    /** Without codecs. */
    CAIRN_STANDARD("PMap-standard", Side.OURS, CairnMap::standard),
    /** Every adapter has a store of its own. */
    CAIRN_STORES("PMap-stores", Side.OURS, CairnMap::inOwnStore),
    /** The facade, as a program has it that imported Vavr's maps before. */
    CAIRN_VAVR("Cairn-vavr", Side.OURS, CairnVavrMap::new),
    VAVR("Vavr", Side.PEER, VavrMap::new),
    CLOJURE("Clojure", Side.PEER, ClojureMap::new),
    SCALA("Scala", Side.PEER, ScalaMap::new),
    BIFURCAN("Bifurcan", Side.PEER, BifurcanMap::new),
    PAGURO("Paguro", Side.PEER, PaguroMap::new),
    KOTLINX("kotlinx", Side.PEER, KotlinMap::new),
    PCOLLECTIONS("PCollections", Side.PEER, PCollectionsMap::new),
    HASH_MAP("HashMap", Side.LIMIT, MutableHashMap::new),
    CAIRN_LONG_LONG("LongLongMap", Side.OURS, true, CairnLongLongMap::new),
    CAIRN_LONG("LongMap", Side.OURS, true, CairnLongMap::new),
    SCALA_LONG("Scala LongMap", Side.PEER, true, ScalaLongMap::new),
    BIFURCAN_INT("Bifurcan IntMap", Side.PEER, true, BifurcanIntMap::new),
    ECLIPSE("Eclipse", Side.LIMIT, true, EclipseLongLongMap::new),
    FASTUTIL("fastutil", Side.LIMIT, true, FastutilLongMap::new);

    private static final int LARGEST_SIZE_OF_A_SLOW_LIBRARY = 10_000;

    private final String label;
    private final Side side;
    private final boolean isUnboxed;
    private final Supplier<Mapping<?>> mapping;

    Library(String label, Side side, Supplier<Mapping<?>> mapping) {
        this(label, side, false, mapping);
    }

    Library(String label, Side side, boolean isUnboxed, Supplier<Mapping<?>> mapping) {
        this.label = label;
        this.side = side;
        this.isUnboxed = isUnboxed;
        this.mapping = mapping;
    }

    /** Whether its maps have such keys. */
    public boolean takes(Keys kind) {
        return (kind == Keys.UNBOXED) == isUnboxed;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Side side() {
        return side;
    }

    @Override
    public Optional<Contender> rival() {
        return this == CAIRN_VAVR ? Optional.of(VAVR) : Optional.empty();
    }

    /** A fresh adapter; only this loads the library, so that a JVM holds no other than the one it measures. */
    @SuppressWarnings("unchecked")
    public Mapping<Object> mapping() {
        return (Mapping<Object>) mapping.get();
    }

    /** Whether the operation exists there, is right, and ends within a benchmark's time. */
    public boolean supports(Operation operation, int size) {
        if (size > LARGEST_SIZE_OF_A_SLOW_LIBRARY && this == PCOLLECTIONS) {
            return false;
        }
        return switch (operation) {
            case GET, MISS, BULK, ITERATE, FOLD -> true;
            case PUT, OVERWRITE, REMOVE, BUILD, EQUAL, SWAP, SWAP_BY_TWO, THREADS_PUT, THREADS_OVERWRITE ->
                side != Side.LIMIT;
            // Bifurcan 0.2.0-rc1 at times changes the version that a union is made from.
            case MERGE -> side != Side.LIMIT && this != BIFURCAN && this != BIFURCAN_INT;
            case DIFF, MERGE3 -> this == CAIRN || this == CAIRN_LONG_LONG || this == VAVR || this == SCALA;
        };
    }
}

package dev.cairn.bench.vector;

import dev.cairn.bench.measure.Contender;
import dev.cairn.codec.Codec;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The libraries compared. To add one: write its {@link LongSequence}, give it a line here. */
public enum Library implements Contender {
    LONG_VECTOR("LongVector", Side.OURS, CairnLongVector::new),
    PVECTOR("PVector", Side.OURS, () -> new CairnVector(Codec.LONG)),
    /** Without a codec. */
    PVECTOR_STANDARD("PVector-standard", Side.OURS, () -> new CairnVector(Codec.standard())),
    /** The facade, as a program has it that imported Vavr's vectors before. */
    CAIRN_VAVR("Cairn-vavr", Side.OURS, CairnVavrVector::new),
    VAVR("Vavr", Side.PEER, VavrVector::new),
    VAVR_UNBOXED("Vavr-long[]", Side.PEER, VavrUnboxedVector::new),
    CLOJURE("Clojure", Side.PEER, ClojureVector::new),
    SCALA("Scala", Side.PEER, ScalaVector::new),
    BIFURCAN("Bifurcan", Side.PEER, BifurcanList::new),
    PAGURO("Paguro", Side.PEER, PaguroVector::new),
    PAGURO_RRB("Paguro-RRB", Side.PEER, PaguroRrb::new),
    KOTLINX("kotlinx", Side.PEER, KotlinList::new),
    PCOLLECTIONS("PCollections", Side.PEER, PCollectionsVector::new),
    ARRAY_LIST("ArrayList", Side.LIMIT, BoxedArrayList::new),
    LONG_ARRAY("long[]", Side.LIMIT, LongArray::new);

    /** Those that join and cut sequences, and add and remove at both ends. */
    private static final Set<Library> RESHAPED = EnumSet.of(
            LONG_VECTOR, PVECTOR, PVECTOR_STANDARD, CAIRN_VAVR, VAVR, VAVR_UNBOXED, SCALA, BIFURCAN, PAGURO_RRB);

    private static final int LARGEST_SIZE_OF_A_SLOW_LIBRARY = 10_000;

    private final String label;
    private final Side side;
    private final Supplier<LongSequence<?>> sequence;

    Library(String label, Side side, Supplier<LongSequence<?>> sequence) {
        this.label = label;
        this.side = side;
        this.sequence = sequence;
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
    public LongSequence<Object> sequence() {
        return (LongSequence<Object>) sequence.get();
    }

    /** Whether the operation exists there, is right, and ends within a benchmark's time. */
    public boolean supports(Operation operation, int size) {
        if (size > LARGEST_SIZE_OF_A_SLOW_LIBRARY && this == PCOLLECTIONS) {
            return false;
        }
        return switch (operation) {
            case APPEND -> side != Side.LIMIT;
            // Bifurcan 0.2.0-rc1 sets an element of the tail in versions that share it, too (its issue 36).
            case UPDATE, UPDATE_SAME, UPDATE_KEEPING -> side != Side.LIMIT && this != BIFURCAN;
            case REMOVE_LAST -> side != Side.LIMIT && this != PAGURO;
            case BUILD, BULK, GET, ITERATE, FOLD -> true;
            case CONCAT, SLICE -> RESHAPED.contains(this);
            case INSERT, REMOVE, PREPEND -> RESHAPED.contains(this) || this == PCOLLECTIONS;
        };
    }
}

package dev.cairn.bench.small;

import dev.cairn.bench.measure.Contender;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The maps, sets and vectors of one library, as far as it has them. */
public enum Family implements Contender {
    /** With codecs. */
    CAIRN("Cairn", Side.OURS, dev.cairn.bench.map.Library.CAIRN, SetOf::cairn, dev.cairn.bench.vector.Library.PVECTOR),
    /** Vectors of primitives. */
    CAIRN_LONGS("LongVector", Side.OURS, null, null, dev.cairn.bench.vector.Library.LONG_VECTOR),
    /** Without codecs. */
    CAIRN_STANDARD(
            "Cairn-standard",
            Side.OURS,
            dev.cairn.bench.map.Library.CAIRN_STANDARD,
            SetOf::cairnStandard,
            dev.cairn.bench.vector.Library.PVECTOR_STANDARD),
    /** The facade, as a program has it that imported Vavr's collections before. */
    CAIRN_VAVR(
            "Cairn-vavr",
            Side.OURS,
            dev.cairn.bench.map.Library.CAIRN_VAVR,
            SetOf::cairnVavr,
            dev.cairn.bench.vector.Library.CAIRN_VAVR),
    VAVR("Vavr", Side.PEER, dev.cairn.bench.map.Library.VAVR, SetOf::vavr, dev.cairn.bench.vector.Library.VAVR),
    CLOJURE(
            "Clojure",
            Side.PEER,
            dev.cairn.bench.map.Library.CLOJURE,
            SetOf::clojure,
            dev.cairn.bench.vector.Library.CLOJURE),
    SCALA("Scala", Side.PEER, dev.cairn.bench.map.Library.SCALA, SetOf::scala, dev.cairn.bench.vector.Library.SCALA),
    KOTLINX(
            "kotlinx",
            Side.PEER,
            dev.cairn.bench.map.Library.KOTLINX,
            SetOf::kotlinx,
            dev.cairn.bench.vector.Library.KOTLINX),
    BIFURCAN("Bifurcan", Side.PEER, dev.cairn.bench.map.Library.BIFURCAN, null, null),
    PAGURO("Paguro", Side.PEER, null, null, dev.cairn.bench.vector.Library.PAGURO),
    JAVA(
            "java.util",
            Side.LIMIT,
            dev.cairn.bench.map.Library.HASH_MAP,
            SetOf::java,
            dev.cairn.bench.vector.Library.ARRAY_LIST);

    private final String label;
    private final Side side;
    private final dev.cairn.bench.map.@Nullable Library maps;
    private final @Nullable Supplier<SetOf<?>> sets;
    private final dev.cairn.bench.vector.@Nullable Library vectors;

    Family(
            String label,
            Side side,
            dev.cairn.bench.map.@Nullable Library maps,
            @Nullable Supplier<SetOf<?>> sets,
            dev.cairn.bench.vector.@Nullable Library vectors) {
        this.label = label;
        this.side = side;
        this.maps = maps;
        this.sets = sets;
        this.vectors = vectors;
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

    /** Its maps, if it has any. */
    Optional<dev.cairn.bench.map.Library> maps() {
        return Optional.ofNullable(maps);
    }

    /** Its vectors, if it has any. */
    Optional<dev.cairn.bench.vector.Library> vectors() {
        return Optional.ofNullable(vectors);
    }

    boolean hasSets() {
        return sets != null;
    }

    /** Its sets; only this loads them. */
    @SuppressWarnings("unchecked")
    SetOf<Object> sets() {
        return (SetOf<Object>) Objects.requireNonNull(sets).get();
    }
}

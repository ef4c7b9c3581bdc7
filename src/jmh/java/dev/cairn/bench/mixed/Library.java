package dev.cairn.bench.mixed;

import dev.cairn.bench.measure.Contender;
import java.util.Optional;
import java.util.function.Supplier;

/** The libraries compared. To add one: write its {@link Nesting}, give it a line here. */
public enum Library implements Contender {
    /** Without codecs. */
    CAIRN("Cairn", Side.OURS, CairnNesting::new),
    /** The facade, as a program has it that imported Vavr's collections before. */
    CAIRN_VAVR("Cairn-vavr", Side.OURS, CairnVavrNesting::new),
    VAVR("Vavr", Side.PEER, VavrNesting::new),
    CLOJURE("Clojure", Side.PEER, ClojureNesting::new),
    SCALA("Scala", Side.PEER, ScalaNesting::new),
    KOTLINX("kotlinx", Side.PEER, KotlinNesting::new),
    JAVA("java.util", Side.LIMIT, JavaNesting::new);

    private final String label;
    private final Side side;
    private final Supplier<Nesting<?, ?>> nesting;

    Library(String label, Side side, Supplier<Nesting<?, ?>> nesting) {
        this.label = label;
        this.side = side;
        this.nesting = nesting;
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

    /** The program with this library; only this loads it. */
    @SuppressWarnings("unchecked")
    Trees trees() {
        return new Trees((Nesting<Object, Object>) nesting.get());
    }

    /** Whether it can be timed: what is mutable has no other version. */
    boolean supports(Operation operation) {
        return side != Side.LIMIT || !operation.needsVersions();
    }
}

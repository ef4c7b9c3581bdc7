package dev.cairn.bench.pattern;

import dev.cairn.bench.measure.Contender;

/** The libraries compared. */
enum Library implements Contender {
    /** Without a codec, or with codecs of objects. */
    CAIRN("Cairn", Side.OURS),
    /** Vectors of primitives. */
    CAIRN_LONGS("Cairn-long", Side.OURS),
    VAVR("Vavr", Side.PEER),
    CLOJURE("Clojure", Side.PEER),
    /** Mutable, changed in place. */
    JAVA("java.util", Side.LIMIT);

    private final String label;
    private final Side side;

    Library(String label, Side side) {
        this.label = label;
        this.side = side;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Side side() {
        return side;
    }
}

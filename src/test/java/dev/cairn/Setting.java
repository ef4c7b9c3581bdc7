package dev.cairn;

/** The stores that tests run on: two geometries, and both ways to count. Atoms have cells in the tiny ones. */
public enum Setting {
    STANDARD_PLAIN(Geometry.standard(), Counting.PLAIN),
    STANDARD_INHERITED(Geometry.standard(), Counting.INHERITED),
    TINY_PLAIN(Geometry.tiny(), Counting.PLAIN),
    TINY_INHERITED(Geometry.tiny(), Counting.INHERITED);

    private static final long MAX_BYTES = 64L << 20;

    @SuppressWarnings("ImmutableEnumChecker") // options are immutable
    private final StoreOptions options;

    Setting(Geometry geometry, Counting counting) {
        options = StoreOptions.defaults()
                .maxBytes(MAX_BYTES)
                .geometry(geometry)
                .counting(counting)
                .atomsInCells(geometry.equals(Geometry.tiny()));
    }

    public StoreOptions options() {
        return options;
    }

    public boolean isTiny() {
        return options.geometry().equals(Geometry.tiny());
    }
}

package dev.cairn.bench.small;

import dev.cairn.bench.measure.Workload;

/** What is timed of one small collection: the operations of {@code bench map} and {@code bench vector}, under one name. */
enum Operation implements Workload {
    BULK(
            "bulk",
            "make by builder, transient form or from an array, per element",
            dev.cairn.bench.map.Operation.BULK,
            dev.cairn.bench.vector.Operation.BULK),
    BUILD(
            "build",
            "make by one put or add after another; vectors by their builder; per element",
            dev.cairn.bench.map.Operation.BUILD,
            dev.cairn.bench.vector.Operation.BUILD),
    GET(
            "get",
            "get of a random key, contains of a random element, get at a random index; it is there",
            dev.cairn.bench.map.Operation.GET,
            dev.cairn.bench.vector.Operation.GET),
    PUT(
            "put",
            "put of a new key, add of a new element, append: a chain from n to 2n",
            dev.cairn.bench.map.Operation.PUT,
            dev.cairn.bench.vector.Operation.APPEND),
    UPDATE(
            "update",
            "put of a random key that is there, update at a random index: a chain whose old versions die",
            dev.cairn.bench.map.Operation.OVERWRITE,
            dev.cairn.bench.vector.Operation.UPDATE),
    ITERATE(
            "iterate",
            "iterate and sum, per element",
            dev.cairn.bench.map.Operation.ITERATE,
            dev.cairn.bench.vector.Operation.ITERATE);

    private final String label;
    private final String meaning;
    private final dev.cairn.bench.map.Operation ofMaps;
    private final dev.cairn.bench.vector.Operation ofVectors;

    Operation(
            String label,
            String meaning,
            dev.cairn.bench.map.Operation ofMaps,
            dev.cairn.bench.vector.Operation ofVectors) {
        this.label = label;
        this.meaning = meaning;
        this.ofMaps = ofMaps;
        this.ofVectors = ofVectors;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public boolean makesVersions() {
        return ofMaps.makesVersions();
    }

    @Override
    public boolean isPerElement() {
        return ofMaps.isPerElement();
    }

    dev.cairn.bench.map.Operation ofMaps() {
        return ofMaps;
    }

    dev.cairn.bench.vector.Operation ofVectors() {
        return ofVectors;
    }
}

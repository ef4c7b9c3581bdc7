package dev.cairn;

import java.util.HashMap;
import java.util.Map;

/** The versions that were read from a stream since it began or was reset. The stream keeps them alive until then. */
final class ReadVersions {
    private final Map<Integer, Version> versions = new HashMap<>();

    void add(int number, Version version) {
        versions.put(number, version);
    }

    /** The version with {@code number}. */
    Version get(int number) {
        Version version = versions.get(number);
        if (version == null) {
            throw new IllegalStateException("no version " + number + " was read before");
        }
        return version;
    }
}

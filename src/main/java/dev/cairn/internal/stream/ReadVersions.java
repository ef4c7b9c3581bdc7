package dev.cairn.internal.stream;

import java.util.HashMap;
import java.util.Map;

/** The versions that were read from a stream since it began or was reset. The stream keeps them alive until then. */
public final class ReadVersions {
    private final Map<Integer, Object> versions = new HashMap<>();

    public void add(int number, Object version) {
        versions.put(number, version);
    }

    /** The version with {@code number}. */
    public Object get(int number) {
        Object version = versions.get(number);
        if (version == null) {
            throw new IllegalStateException("no version " + number + " was read before");
        }
        return version;
    }
}

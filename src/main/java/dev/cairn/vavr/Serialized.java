package dev.cairn.vavr;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import java.io.InvalidObjectException;
import java.io.Serializable;

/** What is serialized for a collection: the version that it is over, so that those of one stream share what they shared. */
@SuppressWarnings("serial") // only versions that can be serialized are put in
record Serialized(Object version) implements Serializable {
    private Object readResolve() throws InvalidObjectException {
        return switch (version) {
            case PVector<?> vector -> Vector.over(vector);
            case PSet<?> set -> HashSet.over(set);
            case PMap<?, ?> map -> HashMap.over(map);
            case null, default -> throw new InvalidObjectException("no collection: " + version);
        };
    }
}

package dev.cairn.vavr;

import io.vavr.collection.Traversable;
import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/**
 * What is serialized for a collection: its kind, and its elements or keys and values. What is read has default codecs, in the
 * standard store.
 */
final class Serialized implements Externalizable {
    private static final long serialVersionUID = 1L;
    private static final byte VECTOR = 1;
    private static final byte SET = 2;
    private static final byte MAP = 3;

    private transient Object collection;

    /** For the reader. */
    public Serialized() {
        this.collection = Vector.empty();
    }

    Serialized(Object collection) {
        this.collection = collection;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        switch (collection) {
            case Vector<?> vector -> writeAll(out, VECTOR, vector.length(), vector);
            case HashSet<?> set -> writeAll(out, SET, set.length(), set);
            case HashMap<?, ?> map -> {
                writeAll(out, MAP, map.size(), map.entries.keys());
                for (Object value : map.entries.values()) {
                    out.writeObject(value);
                }
            }
            default -> throw new InvalidObjectException("no collection: " + collection.getClass());
        }
    }

    private static void writeAll(ObjectOutput out, byte kind, int count, Iterable<?> elements) throws IOException {
        out.writeByte(kind);
        out.writeInt(count);
        for (Object element : elements) {
            out.writeObject(element);
        }
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
        byte kind = in.readByte();
        int count = in.readInt();
        if (count < 0) {
            throw new InvalidObjectException("a collection of " + count + " elements");
        }
        collection = switch (kind) {
            case VECTOR -> read(in, count);
            case SET -> HashSet.ofAll(read(in, count));
            case MAP -> HashMap.ofEntries(read(in, count).zip(read(in, count)));
            default -> throw new InvalidObjectException("a collection of kind " + kind);
        };
        if (((Traversable<?>) collection).size() != count) {
            throw new InvalidObjectException("equal keys or elements in a collection");
        }
    }

    private static Vector<Object> read(ObjectInput in, int count) throws IOException, ClassNotFoundException {
        VectorAssembly<Object> elements = VectorAssembly.begin();
        for (int i = 0; i < count; i++) {
            elements.add(in.readObject());
        }
        return Vector.over(elements.build());
    }

    private Object readResolve() {
        return collection;
    }
}

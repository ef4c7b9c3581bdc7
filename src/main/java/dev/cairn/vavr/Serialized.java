package dev.cairn.vavr;

import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/** What is serialized for a collection: its kind and its elements. What is read has the default codec, in the standard store. */
final class Serialized implements Externalizable {
    private static final long serialVersionUID = 1L;
    private static final byte VECTOR = 1;

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
            case Vector<?> vector -> {
                out.writeByte(VECTOR);
                writeAll(out, vector.length(), vector);
            }
            default -> throw new InvalidObjectException("no collection: " + collection.getClass());
        }
    }

    private static void writeAll(ObjectOutput out, int count, Iterable<?> elements) throws IOException {
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
            case VECTOR -> readVector(in, count);
            default -> throw new InvalidObjectException("a collection of kind " + kind);
        };
    }

    private static Vector<?> readVector(ObjectInput in, int count) throws IOException, ClassNotFoundException {
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

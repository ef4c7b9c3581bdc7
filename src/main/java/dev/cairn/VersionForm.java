package dev.cairn;

import dev.cairn.codec.Codec;
import java.io.EOFException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of Java's serialization has for a version: how it differs from one that came before it in the stream,
 * or from an empty one, or of which parts of such ones it is made. Reading makes the one from the others, in the
 * standard store, so they share again what they shared.
 */
final class VersionForm implements Serializable {
    /*
     * Layout
     *
     *     WrittenVersions | number: int | other's number: int | its kind, if that is 0: NestedCodec | differences
     *
     * Numbers begin with 1; 0 is an empty version. A version that could not be read leaves a gap.
     */
    @Serial
    private static final long serialVersionUID = 1L;

    private transient @Nullable Version version;

    VersionForm(Version version) {
        this.version = version;
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        Version written = Objects.requireNonNull(version);
        WrittenVersions before = WrittenVersions.of(out);
        out.writeObject(before);
        int number = before.nextNumber();
        WrittenVersions.Numbered base = before.nearest(written);
        out.writeInt(number);
        if (base == null) {
            NestedCodec<Version> kind = NestedCodecs.of(written);
            out.writeInt(0);
            out.writeObject(kind);
            write(kind.empty(written.store()), written, before, out);
        } else {
            out.writeInt(base.number());
            write(base.version(), written, before, out);
        }
        before.add(number, written);
    }

    private static void write(Version base, Version version, WrittenVersions before, ObjectOutputStream out)
            throws IOException {
        switch (version) {
            case LongVector v -> new VectorForm<Long, LongVector>(Codec.LONG).write((LongVector) base, v, before, out);
            case IntVector v -> new VectorForm<Integer, IntVector>(Codec.INT).write((IntVector) base, v, before, out);
            case DoubleVector v ->
                new VectorForm<Double, DoubleVector>(Codec.DOUBLE).write((DoubleVector) base, v, before, out);
            case PVector<?> v -> write((PVector<?>) base, v, before, out);
            case PMap<?, ?> v -> KeyedForm.write((PMap<?, ?>) base, v, out);
            case PSet<?> v -> KeyedForm.write((PSet<?>) base, v, out);
            case Blob b -> BlobForm.write(b, before, out);
        }
    }

    @SuppressWarnings("unchecked") // nearest() and empty() give a vector with the same codec
    private static <T extends @Nullable Object> void write(
            PVector<?> base, PVector<T> version, WrittenVersions before, ObjectOutputStream out) throws IOException {
        new VectorForm<T, PVector<T>>(version.codec()).write((PVector<T>) base, version, before, out);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        try {
            ReadVersions before = (ReadVersions) in.readObject();
            int number = in.readInt();
            int base = in.readInt();
            Version read = read(base == 0 ? readEmpty(in) : before.get(base), before, in);
            before.add(number, read);
            version = read;
        } catch (StoreFullException | StoreClosedException | CorruptStoreException e) {
            throw e;
        } catch (EOFException e) {
            throw new InvalidObjectException("not a version: the stream ends before it does", e);
        } catch (RuntimeException e) {
            throw new InvalidObjectException("not a version: " + e.getMessage(), e);
        }
    }

    private static Version readEmpty(ObjectInputStream in) throws IOException, ClassNotFoundException {
        NestedCodec<?> kind = (NestedCodec<?>) in.readObject();
        if (!kind.isSparedBy(Store.standard())) {
            throw new InvalidObjectException(
                    "too many codecs: the store has no more room for what streams choose, as " + kind);
        }
        return kind.empty(Store.standard());
    }

    private static Version read(Version base, ReadVersions before, ObjectInputStream in)
            throws IOException, ClassNotFoundException {
        return switch (base) {
            case LongVector v -> new VectorForm<Long, LongVector>(Codec.LONG).read(v, before, in);
            case IntVector v -> new VectorForm<Integer, IntVector>(Codec.INT).read(v, before, in);
            case DoubleVector v -> new VectorForm<Double, DoubleVector>(Codec.DOUBLE).read(v, before, in);
            case PVector<?> v -> read(v, before, in);
            case PMap<?, ?> v -> KeyedForm.read(v, in);
            case PSet<?> v -> KeyedForm.read(v, in);
            case Blob b -> BlobForm.read(b, before, in);
        };
    }

    private static <T extends @Nullable Object> PVector<T> read(
            PVector<T> base, ReadVersions before, ObjectInputStream in) throws IOException, ClassNotFoundException {
        return new VectorForm<T, PVector<T>>(base.codec()).read(base, before, in);
    }

    @Serial
    private Object readResolve() throws InvalidObjectException {
        if (version == null) {
            throw new InvalidObjectException("a version that the stream has nothing of");
        }
        return version;
    }
}

package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Shape;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/** Keeps Java objects in the table of the store. The slot is nil, or a reference to the node that stands for the object. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class ObjectCodec extends BuiltInCodec<@Nullable Object> {
    ObjectCodec() {
        super("Codec.object()", Object.class, new Shape(Integer.BYTES, 0));
    }

    @Override
    Object keepNull() {
        return NIL;
    }

    /** A prepared value that is an array consists of prepared parts. A user's array does not, and may contain itself. */
    @Override
    Object keep(Object value) {
        return value instanceof Object[] ? new Itself(value) : value;
    }

    @Override
    public @Nullable Object restore(Object prepared) {
        return prepared instanceof Nil ? null : object(prepared);
    }

    private static Object object(Object prepared) {
        return prepared instanceof Itself itself ? itself.array() : prepared;
    }

    @Override
    public @Nullable Object load(Core core, long at) {
        int reference = core.memory().getInt(at);
        return reference == 0 ? null : core.objects().get(reference);
    }

    @Override
    public boolean isPortable() {
        return false;
    }

    @Override
    public void enter(Core core) {
        throw core.notPortable(
                this + " keeps objects of this process, so no collection with it can be made in a store in a file;"
                        + " use Codec.standard() for values that can be bytes, Codec.record for records, or Codec.of(encoding)");
    }

    @Override
    public boolean bears(Object prepared) {
        return !(prepared instanceof Nil);
    }

    @Override
    public boolean isNatural() {
        return true;
    }

    /** Compares null first, since no equals of a user may see NIL. */
    @Override
    public boolean isSame(Object prepared, Object other) {
        if (prepared instanceof Nil || other instanceof Nil) {
            return prepared instanceof Nil && other instanceof Nil;
        }
        return prepared.equals(other);
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        if (!(prepared instanceof Nil)) {
            int reference = stripe.allocate(Node.HEADER, Kind.OBJECT, 0, 0);
            core.memory().publish(at, reference);
            stripe.putObject(reference, object(prepared));
        }
    }

    @Override
    public void write(@Nullable Object value, ObjectOutputStream out) throws IOException {
        out.writeObject(value);
    }

    @Override
    public @Nullable Object read(ObjectInputStream in) throws IOException, ClassNotFoundException {
        return in.readObject();
    }

    /** Stands for an array that is equal only to itself. */
    @SuppressWarnings({"ArrayRecordComponent", "ReferenceEquality"}) // compared by identity
    record Itself(Object array) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Itself that && array == that.array;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(array);
        }
    }
}

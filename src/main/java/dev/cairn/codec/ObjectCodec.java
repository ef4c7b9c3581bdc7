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

/** Keeps Java objects in the store's table; the slot is a reference to the node that stands for the object, or nil. */
@SuppressWarnings("serial") // as BuiltInCodec
final class ObjectCodec extends BuiltInCodec<@Nullable Object> {
    private static final ObjectCodec OBJECT = new ObjectCodec();

    private ObjectCodec() {
        super("Codec.object()", Object.class, new Shape(Integer.BYTES, 0));
    }

    /** The one codec, as one for T: it gives back only what was put in as a T. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends @Nullable Object> Codec<T> instance() {
        return (Codec<T>) OBJECT;
    }

    @Override
    Object keepNull() {
        return Nil.NIL;
    }

    /** What is prepared as an array consists of prepared parts; a user's array may contain itself. */
    @Override
    Object keep(Object value) {
        return value instanceof Object[] ? new Itself(value) : value;
    }

    @Override
    public @Nullable Object restore(Object prepared) {
        return prepared == Nil.NIL ? null : object(prepared);
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
    public boolean bears(Object prepared) {
        return prepared != Nil.NIL;
    }

    @Override
    public boolean isNatural() {
        return true;
    }

    /** Nobody's equals is given what stands for null. */
    @Override
    public boolean isSame(Object prepared, Object other) {
        if (prepared == Nil.NIL) {
            return other == Nil.NIL;
        }
        return other != Nil.NIL && prepared.equals(other);
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        if (prepared != Nil.NIL) {
            int reference = stripe.allocate(Node.HEADER, Kind.OBJECT, 0, 0);
            core.memory().setInt(at, reference);
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
}

package dev.cairn.codec;

import dev.cairn.codec.StoreConstants.Absent;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.Hash;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the constants of one enum: as their ordinals, or in a store in a file as their places in the store's list of names. A constant is
 * hashed by its name, so neither the store nor the order of the constants changes its hash.
 */
@SuppressWarnings({"serial", "EnumOrdinal"}) // as BuiltInCodec; ordinals change between builds, not within a process
abstract class EnumCodec<E extends Enum<E>> extends BuiltInCodec<E> {
    static final String NAME = "Codec.enumeration";

    private final Class<E> type;
    private final E[] constants;
    private final long[] hashes;

    EnumCodec(Class<E> type) {
        super(NAME + "(" + type.getName() + ")", type, new Shape(Short.BYTES));
        E[] values = type.getEnumConstants();
        if (values == null) {
            throw new CodecException(toString(), "not the class of an enum");
        }
        this.type = type;
        this.constants = values;
        this.hashes = Arrays.stream(values)
                .mapToLong(constant -> StoreConstants.hash(constant.name()))
                .toArray();
    }

    @Override
    public void enter(Core core) {
        StoreConstants.of(core, type).complete(core);
    }

    /** The prepared value in the slot at {@code at}. */
    private Object preparedAt(Core core, long at) {
        int place = core.memory().getChar(at);
        return core.isInFile() ? StoreConstants.of(core, type).at(place) : constants[place];
    }

    /** What stands in a slot of the prepared value. */
    private int place(Core core, Object prepared) {
        if (prepared instanceof Absent absent) {
            return absent.place();
        }
        Enum<?> constant = (Enum<?>) prepared;
        return core.isInFile() ? StoreConstants.of(core, type).place(constant) : constant.ordinal();
    }

    @Override
    public E restore(Object prepared) {
        if (prepared instanceof Absent absent) {
            throw absent.failure();
        }
        return super.restore(prepared);
    }

    @Override
    public E load(Core core, long at) {
        return restore(preparedAt(core, at));
    }

    @Override
    public Object copyAt(Core core, long at) {
        return preparedAt(core, at);
    }

    @Override
    public boolean copiesAll() {
        return true;
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        core.memory().setChar(at, (char) place(core, prepared));
    }

    @Override
    public boolean isNatural() {
        return true;
    }

    @Override
    public boolean comparesByUserCode() {
        return false;
    }

    @Override
    public long hash(Object prepared, long seed) {
        long hash = prepared instanceof Absent absent
                ? StoreConstants.hash(absent.name())
                : hashes[((Enum<?>) prepared).ordinal()];
        return Hash.of(hash, seed);
    }

    @Override
    public long hashAt(Core core, long at, long seed) {
        int place = core.memory().getChar(at);
        return Hash.of(core.isInFile() ? StoreConstants.of(core, type).hashAt(place) : hashes[place], seed);
    }

    @Override
    public boolean isAt(Core core, long at, Object prepared) {
        return core.memory().getChar(at)
                == (core.isInFile() && prepared instanceof Enum<?> constant
                        ? StoreConstants.of(core, type).find(constant)
                        : place(core, prepared));
    }

    @Override
    public boolean isSame(Core core, long a, long b) {
        return core.memory().getChar(a) == core.memory().getChar(b);
    }

    @Override
    public String kind() {
        return NAME;
    }

    @Override
    public List<?> parts() {
        return List.of(type);
    }

    @Override
    public Descriptor descriptor() {
        return Descriptor.of(
                Descriptor.ENUM,
                type.getName(),
                Descriptor.labels(Arrays.stream(constants).map(Enum::name).toList()));
    }

    @Override
    public void write(E value, ObjectOutputStream out) throws IOException {
        out.writeUTF(value.name());
    }

    @Override
    public E read(ObjectInputStream in) throws IOException {
        return Enum.valueOf(type, in.readUTF());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnumCodec<?> that && type.equals(that.type);
    }
}

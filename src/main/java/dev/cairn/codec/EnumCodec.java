package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.Descriptor;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the constants of one enum as their ordinals. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class EnumCodec<E extends Enum<E>> extends WordCodec<E> {
    static final String NAME = "Codec.enumeration";

    private final Class<E> type;
    private final E[] constants;

    EnumCodec(Class<E> type) {
        super(NAME + "(" + type.getName() + ")", type, new Shape(Short.BYTES));
        E[] values = type.getEnumConstants();
        if (values == null) {
            throw new CodecException(toString(), "not the class of an enum");
        }
        this.type = type;
        this.constants = values;
    }

    @Override
    public E load(Core core, long at) {
        return constants[core.memory().getChar(at)];
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        core.memory().setChar(at, (char) bits(prepared));
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // ordinals change between builds, not within a process
    long bits(Object prepared) {
        return ((Enum<?>) prepared).ordinal();
    }

    @Override
    long bitsAt(Memory memory, long at) {
        return memory.getChar(at);
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

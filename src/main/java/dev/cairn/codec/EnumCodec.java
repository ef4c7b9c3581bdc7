package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Shape;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;

/** Keeps the constants of one enum by their ordinals. */
final class EnumCodec<E extends Enum<E>> extends WordCodec<E> {
    private final E[] constants;

    EnumCodec(Class<E> type) {
        super("Codec.enumeration(" + type.getName() + ")", type, new Shape(Short.BYTES));
        E[] values = type.getEnumConstants();
        if (values == null) {
            throw new CodecException(toString(), "not the class of an enum");
        }
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
}

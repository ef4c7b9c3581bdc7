package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Keeps Boolean values: a slot is one byte, 0 or 1. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class BooleanCodec extends WordCodec<Boolean> {
    BooleanCodec() {
        super("Codec.BOOLEAN", Boolean.class, new Shape(Byte.BYTES));
    }

    @Override
    public Boolean load(Core core, long at) {
        return core.memory().getByte(at) != 0;
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        core.memory().setByte(at, (byte) ((Boolean) prepared ? 1 : 0));
    }

    @Override
    long bits(Object prepared) {
        return (Boolean) prepared ? 1 : 0;
    }

    @Override
    long bitsAt(Memory memory, long at) {
        return memory.getByte(at);
    }

    @Override
    public void write(Boolean value, ObjectOutputStream out) throws IOException {
        out.writeBoolean(value);
    }

    @Override
    public Boolean read(ObjectInputStream in) throws IOException {
        return in.readBoolean();
    }
}

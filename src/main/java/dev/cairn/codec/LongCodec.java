package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Keeps Long values: a slot is the value in the machine's byte order. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class LongCodec extends WordCodec<Long> {
    LongCodec() {
        super("Codec.LONG", Long.class, new Shape(Long.BYTES));
    }

    @Override
    public Long load(Core core, long at) {
        return core.memory().getLong(at);
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        core.memory().setLong(at, (Long) prepared);
    }

    @Override
    long bits(Object prepared) {
        return word((Long) prepared);
    }

    @Override
    long bitsAt(Memory memory, long at) {
        return word(memory.getLong(at));
    }

    @Override
    public void write(Long value, ObjectOutputStream out) throws IOException {
        out.writeLong(value);
    }

    @Override
    public Long read(ObjectInputStream in) throws IOException {
        return in.readLong();
    }
}

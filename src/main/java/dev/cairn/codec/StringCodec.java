package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/** Keeps strings. A short string lies in the slot. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class StringCodec extends BuiltInCodec<String> {
    /*
     * Layout
     *
     *     0            4                   8                        24
     *     +------------+-------------------+------------------------+
     *     | reference  | length:31, wide:1 | short text, then zeros |
     *     +------------+-------------------+------------------------+
     *
     * Text of more than Text.INLINE bytes lies in a node. Then the place for short text is zeros.
     */
    static final int AT_MARK = 4;
    static final int AT_INLINE = 8;

    StringCodec() {
        super("Codec.STRING", String.class, new Shape(AT_INLINE + Text.INLINE, 0));
    }

    @Override
    Object keep(String value) {
        return PreparedText.requireRoom(toString(), value);
    }

    @Override
    Object keepKey(String value) {
        return PreparedText.of(toString(), value);
    }

    private PreparedText prepared(Object prepared) {
        return prepared instanceof PreparedText text ? text : PreparedText.of(toString(), (String) prepared);
    }

    @Override
    public String restore(Object prepared) {
        return (String) PreparedText.textOr(prepared);
    }

    @Override
    public boolean isSame(Object prepared, Object other) {
        return restore(prepared).equals(restore(other));
    }

    @Override
    public String load(Core core, long at) {
        Memory memory = core.memory();
        int length = length(memory, at);
        return length == 0 ? "" : Text.read(memory, find(memory, at), length, isWide(memory, at));
    }

    @Override
    public @Nullable Object copyAt(Core core, long at) {
        return core.memory().getInt(at) == 0 ? load(core, at) : null;
    }

    @Override
    public boolean copiesAll() {
        return true;
    }

    private static int length(Memory memory, long at) {
        return memory.getInt(at + AT_MARK) >>> 1;
    }

    private static boolean isWide(Memory memory, long at) {
        return (memory.getInt(at + AT_MARK) & 1) != 0;
    }

    /** The address of the text. */
    private static long find(Memory memory, long at) {
        return memory.getInt(at) == 0 ? at + AT_INLINE : OutOfLine.find(memory, at);
    }

    @Override
    public boolean bears(Object prepared) {
        return PreparedText.isLongerThan(Text.INLINE, restore(prepared));
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        PreparedText text = prepared(prepared);
        int bytes = text.bytes();
        long to = bytes <= Text.INLINE ? at + AT_INLINE : OutOfLine.make(core, stripe, at, bytes);
        core.memory().setInt(at + AT_MARK, text.mark());
        text.write(core.memory(), to);
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
        return prepared(prepared).hash(seed);
    }

    @Override
    public long hashAt(Core core, long at, long seed) {
        Memory memory = core.memory();
        return Text.hashAt(memory, find(memory, at), length(memory, at), isWide(memory, at), seed);
    }

    @Override
    public boolean isAt(Core core, long at, Object prepared) {
        Memory memory = core.memory();
        PreparedText text = prepared(prepared);
        return memory.getInt(at + AT_MARK) == text.mark() && text.isAt(memory, find(memory, at));
    }

    @Override
    public boolean isSame(Core core, long a, long b) {
        Memory memory = core.memory();
        if (memory.getInt(a + AT_MARK) != memory.getInt(b + AT_MARK)) {
            return false;
        }
        int bytes = (int) Text.bytes(length(memory, a), isWide(memory, a));
        return memory.isSame(find(memory, a), find(memory, b), bytes);
    }

    @Override
    public void write(String value, ObjectOutputStream out) throws IOException {
        Streamed.writeText(value, out);
    }

    @Override
    public String read(ObjectInputStream in) throws IOException {
        return Streamed.readText(in);
    }
}

package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Shape;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;

/** Keeps strings, short ones in the slot. */
final class StringCodec extends BuiltInCodec<String> {
    /*
     * Layout
     *
     *     0            4                   8                        24
     *     +------------+-------------------+------------------------+
     *     | reference  | length:31, wide:1 | short text, then zeros |
     *     +------------+-------------------+------------------------+
     *
     * Text longer than INLINE bytes is in the node, and the place of the short text is zeros.
     */
    private static final int AT_LENGTH = 4;
    private static final int AT_INLINE = 8;

    /** Bytes of text that a slot holds. */
    static final int INLINE = 16;

    StringCodec() {
        super("Codec.STRING", String.class, new Shape(AT_INLINE + INLINE, 0));
    }

    @Override
    Object keep(String value) {
        return Text.requireRoom(toString(), value);
    }

    @Override
    public String load(Core core, long at) {
        Memory memory = core.memory();
        int head = memory.getInt(at + AT_LENGTH);
        int length = head >>> 1;
        if (length == 0) {
            return "";
        }
        boolean wide = (head & 1) != 0;
        long from = Text.bytes(length, wide) <= INLINE ? at + AT_INLINE : OutOfLine.find(memory, at);
        return Text.read(memory, from, length, wide);
    }

    @Override
    public boolean bears(Object prepared) {
        String text = (String) prepared;
        return Text.bytes(text.length(), Text.isWide(text)) > INLINE;
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        String text = (String) prepared;
        boolean wide = Text.isWide(text);
        long bytes = Text.bytes(text.length(), wide);
        long to = bytes <= INLINE ? at + AT_INLINE : OutOfLine.make(core, stripe, at, (int) bytes);
        core.memory().setInt(at + AT_LENGTH, text.length() << 1 | (wide ? 1 : 0));
        Text.write(core.memory(), to, text, wide);
    }
}

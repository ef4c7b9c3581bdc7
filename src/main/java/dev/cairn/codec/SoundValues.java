package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.CollectionChecks;
import dev.cairn.internal.slot.Hash;
import dev.cairn.internal.slot.SlotCheck;
import dev.cairn.internal.slot.SlotCodec;

/** What the slots of values of several classes must be: as AnyCodec or, if {@code standard}, as StandardCodec in a store in a file. */
record SoundValues(SoundNames names, CollectionChecks types, boolean standard, Shape shape) implements SlotCheck {
    private static final int WIDTH = AnyCodec.AT_VALUE + Text.INLINE;

    static SoundValues of(SoundNames names, CollectionChecks types, boolean standard) {
        return new SoundValues(names, types, standard, new Shape(WIDTH, 0));
    }

    @Override
    public String layout() {
        return standard ? "standard" : "any";
    }

    @Override
    public void check(Nodes nodes, long at) {
        Memory memory = nodes.memory();
        byte tag = AnyCodec.tagAt(memory, at);
        if (tag < 0 || (tag > Tags.ANY_MAX && !standard)) {
            throw SoundPack.none(tag);
        }
        if (tag == Tags.NULL) {
            SoundBytes.requireZeros(memory, at, at + WIDTH);
        } else if (tag < Tags.TEXT) {
            checkBits(memory, at, tag);
        } else if ((tag & Tags.WITH_PARTS) != 0) {
            checkParts(nodes, at, tag);
        } else {
            switch (tag) {
                case Tags.ENUM -> checkConstant(memory, at);
                case Tags.COLLECTION -> checkCollection(nodes, at);
                default -> checkOctets(nodes, at, tag);
            }
        }
    }

    @Override
    public long hashAt(Core core, long at, long seed) {
        byte tag = AnyCodec.tagAt(core.memory(), at);
        if (tag <= Tags.ANY_MAX) {
            return SlotCodec.of(Codec.any()).hashAt(core, at, seed);
        }
        if (tag != Tags.ENUM) {
            throw new IllegalArgumentException(
                    "it has a key of the tag " + tag + ", which only its own hashCode finds");
        }
        long bits = core.memory().getLong(at + AnyCodec.AT_VALUE);
        String name =
                String.valueOf(names.descriptor((int) (bits >>> Integer.SIZE)).name());
        long hash = StoreConstants.hash(name, names.constantHash(name, (int) bits));
        return Hash.of(hash, AnyCodec.mark(Tags.ENUM, 0), seed);
    }

    /** A value in 8 bytes and no more. */
    private static long checkWord(Memory memory, long at) {
        SoundBytes.requireZeros(memory, at + AnyCodec.AT_INLINE_LENGTH, at + AnyCodec.AT_VALUE);
        SoundBytes.requireZeros(memory, at + AnyCodec.AT_VALUE + Long.BYTES, at + WIDTH);
        return memory.getLong(at + AnyCodec.AT_VALUE);
    }

    private static void checkBits(Memory memory, long at, byte tag) {
        SoundBytes.requireZeros(memory, at, at + AnyCodec.AT_TAG);
        long bits = checkWord(memory, at);
        SoundPack.requireExact(tag, bits);
    }

    private void checkConstant(Memory memory, long at) {
        SoundBytes.requireZeros(memory, at, at + AnyCodec.AT_TAG);
        long bits = checkWord(memory, at);
        names.requireConstant((int) (bits >>> Integer.SIZE), (int) bits);
    }

    private void checkCollection(Nodes nodes, long at) {
        Memory memory = nodes.memory();
        long number = checkWord(memory, at);
        if (number != (int) number) {
            throw new IllegalArgumentException("it has the type number " + number);
        }
        nodes.collection(memory.getInt(at), types.numbered((int) number));
    }

    private static void checkParts(Nodes nodes, long at, byte tag) {
        Memory memory = nodes.memory();
        long length = checkWord(memory, at);
        byte of = (byte) (tag & ~Tags.WITH_PARTS);
        boolean mayHaveParts = switch (of) {
            case Tags.RECORD, Tags.LIST, Tags.LIST_WITH_NULLS, Tags.MAP, Tags.ENTRY, Tags.OPTIONAL -> true;
            default -> false;
        };
        if (!mayHaveParts || length < 0 || length > OutOfLine.BYTES_MAX) {
            throw new IllegalArgumentException("it has " + length + " bytes of the tag " + of + " with parts");
        }
        nodes.parts(memory.getInt(at), of, (int) length);
    }

    private void checkOctets(Nodes nodes, long at, byte tag) {
        Memory memory = nodes.memory();
        boolean isInline = memory.getInt(at) == 0;
        byte inline = memory.getByte(at + AnyCodec.AT_INLINE_LENGTH);
        SoundBytes.requireZeros(memory, at + AnyCodec.AT_INLINE_LENGTH + 1, at + AnyCodec.AT_VALUE);
        if (!isInline) {
            checkWord(memory, at);
        }
        int length = isInline ? inline : memory.getInt(at + AnyCodec.AT_VALUE);
        long value = at + AnyCodec.AT_VALUE;
        boolean isNew = SoundBytes.require(nodes, at, value, tag, length);
        long from = SoundBytes.find(memory, at, value);
        if (tag == Tags.WIDE_TEXT) {
            if (length % Character.BYTES != 0) {
                throw new IllegalArgumentException("it has a text of " + length + " bytes, two for each character");
            }
            if (isNew) {
                SoundBytes.requireWide(memory, from, length / Character.BYTES);
            }
        } else if (isNew && tag != Tags.TEXT && tag != Tags.BYTES) {
            byte[] bytes = new byte[length];
            memory.copyOut(from, bytes, 0, length);
            new SoundPack(names, types, bytes, nodes).whole(tag);
        }
    }
}

package dev.cairn.codec;

import dev.cairn.codec.PreparedValue.Packed;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.ReferenceList;

/** Nodes of bytes, with references to the parts that the bytes name. */
final class PartsNode {
    /*
     * Layout
     *     PARTS   header 32 | list of references | bytes; the slot has their number
     */
    private static final int LENGTH = AnyCodec.AT_VALUE;

    private PartsNode() {}

    /**
     * Makes a node of {@code packed}, lets the slot that holds a reference at {@code referenceAt} own it, and writes the number of bytes
     * into the slot.
     */
    static void save(Core core, Stripe stripe, long referenceAt, Packed packed) {
        Memory memory = core.memory();
        byte[] bytes = core.isInFile() ? StoreClasses.bytes(core, packed) : packed.bytes;
        int begin = ReferenceList.end(packed.parts.length);
        int node = stripe.allocate(Math.addExact(begin, bytes.length), Kind.PARTS, 0, 0);
        long at = memory.at(node);
        ReferenceList.format(core.memory(), at, packed.parts.length);
        memory.copyIn(bytes, 0, at + begin, bytes.length);
        memory.publish(referenceAt, node);
        memory.setInt(referenceAt + LENGTH, bytes.length);
        for (int i = 0; i < packed.parts.length; i++) {
            memory.publish(ReferenceList.place(at, i), refer(core, stripe, packed.parts[i]));
        }
    }

    /** Returns an owned reference to {@code part}. */
    static int refer(Core core, Stripe stripe, PreparedValue part) {
        if (part instanceof PreparedValue.OfCollection collection) {
            collection.check(core);
            return collection.ready.keep(stripe);
        }
        int node = stripe.allocate(Node.HEADER, Kind.OBJECT, 0, 0);
        stripe.putObject(node, part.value);
        return node;
    }

    /** The value of this tag and so many bytes in the node of the reference at {@code referenceAt}. Borrows the reference. */
    static Object load(Core core, long referenceAt, byte tag, int length) {
        Memory memory = core.memory();
        long at = memory.at(memory.getInt(referenceAt));
        byte[] bytes = new byte[length];
        memory.copyOut(at + ReferenceList.end(ReferenceList.count(memory, at)), bytes, 0, length);
        return new Unpacker(bytes, new InStore(core, at)).body(tag);
    }

    /** The object that the node {@code reference} stands for. */
    static Object object(Core core, int reference) {
        return core.objects().get(reference);
    }

    /** The collection whose header is {@code node}. */
    static Object collection(Core core, int kind, int node) {
        return LetterBridge.get()
                .revive(core, kind, node, (_, counted) -> core.counts().raise(counted));
    }

    /** The parts that the node at {@code at} lists. */
    private record InStore(Core core, long at) implements Unpacker.Parts {
        private int reference(int index) {
            return core.memory().getInt(ReferenceList.place(at, index));
        }

        @Override
        public Object object(int index) {
            return PartsNode.object(core, reference(index));
        }

        @Override
        public Object collection(int index, int kind) {
            return PartsNode.collection(core, kind, reference(index));
        }

        @Override
        public Object constant(int type, int ordinal) {
            return core.isInFile()
                    ? StoreClasses.constant(core, type, ordinal)
                    : Unpacker.Parts.super.constant(type, ordinal);
        }

        @Override
        public NumberedClass record(int type) {
            return core.isInFile() ? StoreClasses.record(core, type) : Unpacker.Parts.super.record(type);
        }
    }
}

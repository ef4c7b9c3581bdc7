package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the lists of names and of descriptors in a memory whose blocks may have any content. */
public final class FoundNames {
    private final Memory memory;
    private final Allocator allocator;

    /** In these blocks. */
    public FoundNames(Memory memory, Allocator allocator) {
        this.memory = memory;
        this.allocator = allocator;
    }

    /** A name, and the reference in its cell, which may be anything but 0. */
    public record Found(String name, int header) {}

    /**
     * The names of atoms in the list that begins with the node {@code first}. A name that was just being taken out or put in is left out.
     *
     * @throws IllegalArgumentException if this is no list of names of at most {@code longest} characters; the message says where
     */
    public List<Found> names(int first, int longest) {
        List<Found> names = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int root = first; root != 0; ) {
            long at = at(root, Kind.ROOT, Roots.NAMELESS_BYTES);
            if (!seen.add(root)) {
                throw new IllegalArgumentException("the list of names is a circle at node " + text(root));
            }
            int length = memory.getInt(at + Roots.AT_LENGTH);
            if (length > longest) {
                throw new IllegalArgumentException("node " + text(root) + " is a name of " + length
                        + " characters, and " + longest + " are allowed");
            }
            String name = chars(root, at + Roots.AT_NAME, Roots.NAMELESS_BYTES, length);
            int header = RootCell.reference(memory.getLong(at + Roots.AT_CELL));
            if (header != 0 && Node.shape(memory, at) == Roots.OF_ATOM) {
                names.add(new Found(name, header));
            }
            root = memory.getInt(at + Roots.AT_NEXT);
        }
        return names;
    }

    /**
     * The texts in the list that begins with the node {@code newest}, in the order of their numbers.
     *
     * @throws IllegalArgumentException if this is no list of descriptors; the message says where
     */
    public List<String> descriptors(int newest) {
        List<String> texts = new ArrayList<>();
        int number = 0;
        for (int node = newest; node != 0; ) {
            long at = at(node, Kind.DESCRIPTOR, DescriptorTable.AT_TEXT_ALONE);
            int found = memory.getInt(at + DescriptorTable.AT_NUMBER);
            int next = memory.getInt(at + DescriptorTable.AT_NEXT);
            if (found < 1 || (node != newest && found != number - 1) || (next == 0) != (found == 1)) {
                throw new IllegalArgumentException("node " + text(node) + " has the number " + found
                        + " in the list of descriptors, after " + number);
            }
            number = found;
            int place = DescriptorTable.place(memory, at);
            texts.add(chars(node, at + place, place, memory.getInt(at + DescriptorTable.AT_LENGTH)));
            node = next;
        }
        Collections.reverse(texts);
        return texts;
    }

    private static String text(int node) {
        return Integer.toUnsignedString(node);
    }

    private long at(int node, Kind kind, int least) {
        if (allocator.blockIndex(node) < 0) {
            throw new IllegalArgumentException("node " + text(node) + " is the beginning of no block");
        }
        long at = memory.at(node);
        if (Node.kind(memory, at) != kind || allocator.blockBytes(node) < least) {
            throw new IllegalArgumentException("node " + text(node) + " is of the kind " + Node.kind(memory, at)
                    + " in a block of " + allocator.blockBytes(node) + " bytes, and must be a " + kind);
        }
        return at;
    }

    private String chars(int node, long at, int before, int length) {
        if (length < 0 || before < 0 || before + (long) length * Character.BYTES > allocator.blockBytes(node)) {
            throw new IllegalArgumentException("node " + text(node) + " has a text of " + length
                    + " characters in a block of " + allocator.blockBytes(node) + " bytes");
        }
        char[] text = new char[length];
        memory.copyOut(at, text, 0, length);
        return new String(text);
    }
}

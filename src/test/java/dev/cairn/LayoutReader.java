package dev.cairn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** Reads a store as a reader in C would: by offsets from its beginning, with numbers from docs/layout.md only. */
final class LayoutReader {
    private static final String SUPERBLOCK = "The superblock";
    private static final String ROOT = "ROOT";
    private static final String HEADER = "HEADER";
    private static final int FEW = 1 << 22;
    private static final String MAP = "MAP_NODE, MAP_LEAF, MAP_COLLISION and MAP_PACKED";

    private final LayoutBytes bytes;
    private final DocumentTables document;
    private final int bits;
    private final int body;
    private final int bearingBody;

    private final Map<Long, String> kinds;

    /** The kinds of the nodes that were read. */
    final Set<String> seen = new TreeSet<>();

    /** Where these nodes are. */
    final Set<Long> nodes = new HashSet<>();

    /** The widths of the entries of leaves that were read. */
    final Set<Integer> widths = new TreeSet<>();

    LayoutReader(LayoutBytes bytes, DocumentTables document) {
        this.bytes = bytes;
        this.document = document;
        this.bits = u32(document.at(SUPERBLOCK, "bits"));
        this.body = (int) document.at("The header of every node", "PLAIN_BODY");
        this.kinds = document.rows("Kinds of nodes", "value").stream()
                .collect(Collectors.toMap(row -> DocumentTables.number(row.first()), row -> row.get("name")));
        this.bearingBody = (int) document.at("The header of every node", "BEARING_BODY");
    }

    /** A number of things that a test can have made. Who reads a wrong place must find out. */
    private static int few(long count) {
        if (count < 0 || count > FEW) {
            throw new AssertionError(count + " of something");
        }
        return (int) count;
    }

    int u32(long offset) {
        return bytes.get32(offset);
    }

    long u64(long offset) {
        return bytes.get64(offset);
    }

    int u16(long offset) {
        return bytes.get16(offset) & 0xFFFF;
    }

    int u8(long offset) {
        return bytes.get(offset) & 0xFF;
    }

    long superblock(String name) {
        return document.at(SUPERBLOCK, name);
    }

    /** Where the node begins that {@code reference} names. */
    long node(int reference) {
        return (reference & 0xFFFF_FFFFL) * document.at("Words and conventions", "granule");
    }

    /** Where the bytes begin of a node of them. */
    long body(int reference) {
        kind(node(reference));
        return node(reference) + body;
    }

    private long field(String heading, String name, long word) {
        DocumentTables.Row row = document.row(heading, name);
        long shifted = word >>> DocumentTables.number(row.first());
        int width = Integer.parseInt(row.get("bits"));
        return width == Long.SIZE ? shifted : shifted & ((1L << width) - 1);
    }

    private long meta(long node) {
        return u64(node + document.at("The header of every node", "meta"));
    }

    String kind(long node) {
        String name = kinds.get(field("The meta word", "kind", meta(node)));
        if (name == null) {
            throw new AssertionError("no kind of nodes has the number in " + Long.toHexString(meta(node)));
        }
        document.row("Kinds of nodes", name);
        seen.add(name);
        nodes.add(node);
        return name;
    }

    long edit(long node) {
        return field("The meta word", "edit", meta(node));
    }

    private int width(long node) {
        long number = field("The meta word", "shape", meta(node));
        int width =
                u16(superblock("shapes") + number * document.at("A shape", "end") + document.at("A shape", "width"));
        widths.add(width);
        return width;
    }

    /** The header of the version that the atom {@code name} holds. */
    int atom(String name) {
        int reference = u32(superblock("roots"));
        for (int passed = 0; !name(node(reference)).equals(name); few(passed++)) {
            reference = u32(node(reference) + document.at(ROOT, "next"));
        }
        long cell = u64(node(reference) + document.at(ROOT, "cell"));
        return (int) field(ROOT, "reference", cell);
    }

    private String name(long root) {
        return string(ROOT, "length", root, root + document.at(ROOT, "text"));
    }

    /** The text from {@code from} on, whose length {@code node} has in the field {@code length}. */
    String string(String heading, String length, long node, long from) {
        kind(node);
        StringBuilder read = new StringBuilder();
        int count = few(u32(node + document.at(heading, length)));
        for (int i = 0; i < count; i++) {
            read.append((char) u16(from + 2L * i));
        }
        return read.toString();
    }

    /** Where the elements are of the vector that {@code reference} names: a header, or a leaf that is all of it. */
    List<Long> elements(int reference) {
        long node = node(reference);
        List<Long> found = new ArrayList<>();
        if (!kind(node).equals(HEADER)) {
            for (long i = 0; i < few(edit(node)) - 1; i++) {
                found.add(element(node, i));
            }
            return found;
        }
        long extent = u64(node + document.at(HEADER, "extent"));
        long size = few(field(HEADER, "size", extent));
        long tailStart = field(HEADER, "tailStart", extent);
        for (long index = 0; index < size; index++) {
            found.add(
                    index < tailStart
                            ? inTrie(node(u32(node + document.at(HEADER, "root"))), (int) edit(node), index)
                            : element(node(u32(node + document.at(HEADER, "tail"))), index - tailStart));
        }
        return found;
    }

    private long element(long leaf, long index) {
        return leaf + (kind(leaf).equals("BEARING_LEAF") ? bearingBody : body) + index * width(leaf);
    }

    private long inTrie(long root, int height, long index) {
        long node = root;
        long rest = index;
        int leafBits = leafBits(root, height);
        for (int level = height; level > 0; level--) {
            int shift = Math.min(31, leafBits + bits * (level - 1));
            int place = 0;
            if (kind(node).equals("INNER")) {
                place = (int) (rest >> shift);
                rest -= (long) place << shift;
            } else {
                long ends = node + bearingBody + (4L << bits);
                while (u32(ends + 4L * place) <= rest) {
                    place++;
                }
                rest -= place == 0 ? 0 : u32(ends + 4L * (place - 1));
            }
            node = node(u32(node + bearingBody + 4L * place));
        }
        return element(node, rest);
    }

    private int leafBits(long root, int height) {
        long leaf = root;
        for (int level = height; level > 0; level--) {
            int place = 0;
            while (u32(leaf + bearingBody + 4L * place) == 0) {
                if (!kind(leaf).equals("RELAXED")) {
                    throw new AssertionError("the first place of an " + kind(leaf) + " is nil");
                }
                place++;
            }
            leaf = node(u32(leaf + bearingBody + 4L * place));
        }
        long share = document.at("INNER, RELAXED, LEAF and BEARING_LEAF", "LEAF_BYTES") / width(leaf);
        int fit = 63 - Long.numberOfLeadingZeros(Math.max(1, share));
        int most = kind(leaf).equals("BEARING_LEAF") ? 5 : 8;
        return Math.min(bits < 5 ? bits : most, fit);
    }

    /** Where the entries are of the map or set that {@code reference} names, in the order of iteration. */
    List<Long> entries(int reference) {
        List<Long> found = new ArrayList<>();
        long node = node(reference);
        if (!kind(node).equals(HEADER)) {
            add(node, found);
        } else if (u32(node + document.at(HEADER, "root")) != 0) {
            add(node(u32(node + document.at(HEADER, "root"))), found);
        }
        return found;
    }

    private void add(long node, List<Long> found) {
        String kind = kind(node);
        int entries = u32(node + document.at(MAP, "entries"));
        int count = switch (kind) {
            case "MAP_PACKED" -> few(entries);
            case "MAP_COLLISION" -> few(u32(node + document.at(MAP, "size")) >>> 1);
            default -> Integer.bitCount(entries);
        };
        boolean hasChildren = kind.equals("MAP_NODE");
        long first = node + (hasChildren || kind.equals("MAP_COLLISION") ? bearingBody : body);
        if (!hasChildren) {
            for (int i = 0; i < count; i++) {
                found.add(first + (long) i * width(node));
            }
            return;
        }
        int children = u32(node + document.at(MAP, "children"));
        long child = (first + (long) count * width(node) + 3) & -4;
        long entry = first;
        for (int f = 0; f < 1 << bits; f++) {
            if ((entries >>> f & 1) != 0) {
                found.add(entry);
                entry += width(node);
            } else if ((children >>> f & 1) != 0) {
                add(node(u32(child)), found);
                child += 4;
            }
        }
    }

    /** Where the entry is whose key has this hash, and is found by {@code isKey}; -1 if there is none. */
    long find(int reference, long hash, LongPredicate isKey) {
        long node = node(reference);
        if (kind(node).equals(HEADER)) {
            int root = u32(node + document.at(HEADER, "root"));
            if (root == 0) {
                return -1;
            }
            node = node(root);
        }
        for (int depth = 0; ; depth++) {
            String kind = kind(node);
            if (kind.equals("MAP_PACKED") || kind.equals("MAP_COLLISION")) {
                List<Long> all = new ArrayList<>();
                add(node, all);
                return all.stream().filter(isKey::test).findFirst().orElse(-1L);
            }
            int f = (int) (hash << (bits * depth) >>> (64 - bits));
            boolean hasChildren = kind.equals("MAP_NODE");
            int entries = u32(node + document.at(MAP, "entries"));
            long first = node + (hasChildren ? bearingBody : body);
            if ((entries >>> f & 1) != 0) {
                long entry = first + (long) Integer.bitCount(entries & ((1 << f) - 1)) * width(node);
                return isKey.test(entry) ? entry : -1;
            }
            int children = hasChildren ? u32(node + document.at(MAP, "children")) : 0;
            if ((children >>> f & 1) == 0) {
                return -1;
            }
            long at = (first + (long) Integer.bitCount(entries) * width(node) + 3) & -4;
            node = node(u32(at + 4L * Integer.bitCount(children & ((1 << f) - 1))));
        }
    }

    /** The hashes of keys in this store. */
    LayoutHash hashes() {
        return new LayoutHash(document, u64(superblock("seed")));
    }

    /** The text in a slot of Codec.STRING. */
    String text(long slot) {
        int reference = u32(slot + document.at("STRING", "reference"));
        int mark = u32(slot + document.at("STRING", "mark"));
        long at = slot + document.at("STRING", "text");
        if (reference != 0) {
            at = body(reference);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < few(mark >>> 1); i++) {
            text.append((char) ((mark & 1) == 0 ? u8(at + i) : u16(at + 2L * i)));
        }
        return text.toString();
    }

    /** The bits of the blob that the header {@code reference} names, and zeros behind them up to a whole byte. */
    byte[] blob(int reference) {
        long header = node(reference);
        kind(header);
        long bits = u64(header + document.at(HEADER, "extent"));
        byte[] read = new byte[few((bits + 7) / 8)];
        if (bits != 0) {
            copy(node(u32(header + document.at(HEADER, "root"))), edit(header), read, 0, bits);
        }
        return read;
    }

    private void copy(long node, long firstBit, byte[] to, long from, long count) {
        if (kind(node).equals("BLOB_LEAF")) {
            for (long i = 0; i < count; i++) {
                long bit = firstBit + i;
                int isSet = u8(node + body + bit / 8) >>> (7 - bit % 8) & 1;
                to[(int) ((from + i) / 8)] |= (byte) (isSet << (7 - (from + i) % 8));
            }
            return;
        }
        long left = blobField(node, "leftBits");
        copy(node(u32(node + at("left"))), blobField(node, "leftFirst"), to, from, left);
        copy(node(u32(node + at("right"))), blobField(node, "rightFirst"), to, from + left, count - left);
    }

    private long at(String name) {
        return document.at("BLOB_LEAF and BLOB_NODE", name);
    }

    private long blobField(long node, String name) {
        return u64(node + at(name));
    }

    /** The references that a node with a list has. */
    List<Integer> list(long node) {
        kind(node);
        List<Integer> references = new ArrayList<>();
        for (int i = 0; i < u32(node + document.at("A list of references", "listCount")); i++) {
            references.add(u32(node + document.at("A list of references", "list") + 4L * i));
        }
        return references;
    }

    /** Where that begins which follows the list of references. */
    long behindList(long node) {
        return node + document.at("A list of references", "list") + (list(node).size() + 1) / 2 * 8L;
    }
}

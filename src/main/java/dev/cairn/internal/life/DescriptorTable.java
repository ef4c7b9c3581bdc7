package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The numbered descriptors of a store's kinds of collections, as numbers and as texts: a list of nodes that begins in the superblock. */
public final class DescriptorTable {
    /*
     * Layout of a descriptor's node
     *     header 16 | number 4 | next 4 | length 4 | where the text begins 4 | TypeLayout | text, two bytes a character
     *     In place of an edit the header has TYPED. It has 0 in nodes of version 1 of the layout, in which the text follows the length.
     *
     * The list has the newest first, so the first node has the highest number; numbers begin with 1. A node is written whole, and then one
     * compare-and-set of the list's head publishes it. The list owns one count of each: they are roots, as names are (I1). Nodes are taken out only
     * when a store that is in no file is closed: nobody reads them any more. The maps on the heap are a cache. A text or number that is not there is looked for in the list.
     *
     * Protocol of adding a text, for threads and processes: 1 read the head, 2 look for the text in the list from there on, 3 if it is not
     * there, let the node's next be that head, and compare-and-set the head; if it is another one by then, begin again.
     * Invariants
     *   X1  In a store in a file each text has one node: who adds a text after step 1 of another moves the head, so that one's step 3
     *       fails. In any other store a text has a node for each codec that has this text at a time (Labels).
     *   X2  The numbers of the list are 1 to that of the first node, without gaps.
     *   X3  The maps have all texts up to the number read, because the oldest are entered first, under the monitor.
     * Evidence: DescribedStoreTest, DescriptorTableStress (jcstress) with its twin that looks for the text first.
     */
    static final int AT_NUMBER = Node.HEADER;
    static final int AT_NEXT = AT_NUMBER + Integer.BYTES;
    static final int AT_LENGTH = AT_NEXT + Integer.BYTES;
    static final int AT_PLACE = AT_LENGTH + Integer.BYTES;
    static final int AT_COLLECTION = AT_PLACE + Integer.BYTES;
    static final int AT_TEXT = AT_COLLECTION + TypeLayout.BYTES;

    /** Where the text begins in a store of version 1. */
    static final int AT_TEXT_ALONE = AT_LENGTH + Integer.BYTES;

    /** What a node with a {@link TypeLayout} has in place of an edit. */
    static final int TYPED = 1;

    private final Memory memory;
    private final long head;
    private final Map<String, Integer> byText = new ConcurrentHashMap<>();
    private final Map<Integer, String> byNumber = new ConcurrentHashMap<>();

    /** The highest number in the maps. */
    private int read;

    private final Map<Object, Object> derived = new ConcurrentHashMap<>();

    DescriptorTable(Memory memory) {
        this(memory, memory.atOffset(Superblock.AT_DESCRIPTORS));
    }

    /** The table whose list's head is at {@code head}. */
    DescriptorTable(Memory memory, long head) {
        this.memory = memory;
        this.head = head;
    }

    /** The newest descriptor's node, or 0. */
    int first() {
        return memory.getIntAcquire(head);
    }

    /** The node of the descriptor that was added before {@code node}, or 0. */
    int next(int node) {
        return memory.getInt(memory.at(node) + AT_NEXT);
    }

    /** The number of the descriptor in {@code node}. */
    int number(int node) {
        return memory.getInt(memory.at(node) + AT_NUMBER);
    }

    /** How many descriptors there are. */
    public int size() {
        int first = first();
        return first == 0 ? 0 : number(first);
    }

    /** The descriptor with {@code number}. */
    public String text(int number) {
        String known = byNumber.get(number);
        if (known == null) {
            refresh();
            known = byNumber.get(number);
        }
        if (known == null) {
            throw new IllegalStateException("no descriptor has the number " + number + "; the store has " + size());
        }
        return known;
    }

    /** The number of {@code text}; 0 if it is not in the table. */
    public int number(String text) {
        Integer known = byText.get(text);
        if (known == null) {
            refresh();
            known = byText.get(text);
        }
        return known == null ? 0 : known;
    }

    /** Reads what was added since the last time, the oldest first. */
    private synchronized void refresh() {
        Deque<Integer> added = new ArrayDeque<>();
        for (int node = first(); node != 0 && number(node) > read; node = next(node)) {
            added.push(node);
        }
        for (int node : added) {
            String text = read(node);
            byText.putIfAbsent(text, number(node));
            byNumber.put(number(node), text);
            read = number(node);
        }
    }

    private String read(int node) {
        long at = memory.at(node);
        char[] text = new char[memory.getInt(at + AT_LENGTH)];
        long from = at + place(memory, at);
        for (int i = 0; i < text.length; i++) {
            text[i] = memory.getChar(from + (long) i * Character.BYTES);
        }
        return new String(text);
    }

    /** Where the text begins in the node at {@code at}, whatever the version of its store; in a damaged store anywhere. */
    static int place(Memory memory, long at) {
        return Node.edit(memory, at) == TYPED ? memory.getInt(at + AT_PLACE) : AT_TEXT_ALONE;
    }

    /** The numbers of the descriptor with this number; null if there is none, or if the store is of version 1. O(descriptors). */
    public @Nullable TypeLayout layout(int number) {
        int node = first();
        while (node != 0 && number(node) != number) {
            node = next(node);
        }
        boolean isTyped = node != 0 && Node.edit(memory, memory.at(node)) == TYPED;
        return isTyped ? TypeLayout.read(memory, memory.at(node) + AT_COLLECTION) : null;
    }

    /** Puts {@code node}, which has this text, into the list, unless it has one with this text; returns the number of the text. */
    int enter(int node, String text) {
        while (true) {
            int next = first(); // before the text is looked for: who adds it after that moves the head
            int known = number(text);
            if (known != 0) {
                memory.setInt(memory.at(node) + AT_NUMBER, 0);
                return known;
            }
            if (publish(node, next)) {
                return number(node);
            }
        }
    }

    /** Puts {@code node} before {@code next}, the first one; false if that is not the first one any more. */
    boolean publish(int node, int next) {
        link(node, next == 0 ? 1 : number(next) + 1, next);
        return memory.casInt(head, next, node);
    }

    /** Takes all out of the list; returns the newest one's node, or 0. The caller gives back the counts that the list had. */
    int takeAll() {
        int all = first();
        while (!memory.casInt(head, all, 0)) {
            all = first();
        }
        return all;
    }

    /** The number of the newest descriptor that begins so; 0 if there is none. */
    public int newest(String beginning) {
        int number = size();
        while (number > 0 && !text(number).startsWith(beginning)) {
            number--;
        }
        return number;
    }

    /** The number of the oldest descriptor that begins so; 0 if there is none. */
    public int oldest(String beginning) {
        int size = size();
        for (int number = 1; number <= size; number++) {
            if (text(number).startsWith(beginning)) {
                return number;
            }
        }
        return 0;
    }

    /** What a codec makes of the table for {@code key}. All get the same, even if several make it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // each key has values of one type
    public <T> T derived(Object key, Supplier<T> making) {
        Object known = derived.get(key);
        if (known == null) {
            T made = making.get(); // may ask for another one
            known = derived.putIfAbsent(key, made);
            return known == null ? made : (T) known;
        }
        return (T) known;
    }

    /** Whether nodes have numbers beside the text: in a store of version 1 they have none, as other processes could not read them. */
    boolean isTyped() {
        return Superblock.isTyped(memory);
    }

    /** The number of bytes of the node of {@code text}. */
    static int bytes(String text, boolean isTyped) {
        return (isTyped ? AT_TEXT : AT_TEXT_ALONE) + text.length() * Character.BYTES;
    }

    /** Writes a node that is not in the list yet; one without numbers if it was allocated so. */
    void write(int node, String text, TypeLayout layout) {
        long at = memory.at(node);
        memory.setInt(at + AT_LENGTH, text.length());
        if (Node.edit(memory, at) == TYPED) {
            memory.setInt(at + AT_PLACE, AT_TEXT);
            layout.write(memory, at + AT_COLLECTION);
        }
        long to = at + place(memory, at);
        for (int i = 0; i < text.length(); i++) {
            memory.setChar(to + (long) i * Character.BYTES, text.charAt(i));
        }
    }

    /** Gives a node that is not in the list yet its number and the one before it. */
    void link(int node, int number, int next) {
        memory.setInt(memory.at(node) + AT_NEXT, next);
        memory.setInt(memory.at(node) + AT_NUMBER, number);
    }

    /** Lets the list begin with {@code node}; nobody else uses the store. */
    void begin(int node) {
        memory.setIntRelease(head, node);
    }
}

package dev.cairn.internal.life;

import dev.cairn.internal.node.Kind;
import java.util.List;

/** Adds descriptors to the table of a store. The caller holds no stripe. */
public final class DescriptorWriter {
    private DescriptorWriter() {}

    /** A text, and the numbers of what it describes. */
    public record Entry(String text, TypeLayout layout) {}

    /** The number of {@code text} in {@code core}'s table, to which it is added with {@code layout} if it is not there. */
    public static int add(Core core, String text, TypeLayout layout) {
        DescriptorTable table = core.descriptors();
        int known = table.number(text);
        if (known != 0) {
            return known;
        }
        return core.change(stripe -> {
            int node = make(table, stripe, new Entry(text, layout), table.isTyped());
            int number = table.enter(node, text);
            if (number != table.number(node)) {
                stripe.drop(node);
            }
            return number;
        });
    }

    /** Adds {@code text}, unless there are more or fewer than {@code size} descriptors by then. It is of no collections. */
    public static void add(Core core, String text, int size) {
        DescriptorTable table = core.descriptors();
        core.change(stripe -> {
            int node = make(table, stripe, new Entry(text, TypeLayout.NONE), table.isTyped());
            int next = table.first();
            boolean done = (next == 0 ? 0 : table.number(next)) == size && table.publish(node, next);
            if (!done) {
                stripe.drop(node);
            }
            return done;
        });
    }

    /** Adds a descriptor to a store that only this process uses, also if its text is there; returns its number. */
    public static int append(Core core, String text, TypeLayout layout) {
        DescriptorTable table = core.descriptors();
        return core.change(stripe -> {
            int node = make(table, stripe, new Entry(text, layout), true);
            while (!table.publish(node, table.first())) {
                Thread.onSpinWait();
            }
            return table.number(node);
        });
    }

    /** Lets the table have these descriptors, the first with the number 1, in place of those that it has. Nobody else uses the store. */
    public static void replaceAll(Core core, List<Entry> entries) {
        DescriptorTable table = core.descriptors();
        core.change(stripe -> {
            int before = table.first();
            int newest = 0;
            boolean done = false;
            try {
                for (int i = 0; i < entries.size(); i++) {
                    int node = make(table, stripe, entries.get(i), true);
                    table.link(node, i + 1, newest);
                    newest = node;
                }
                table.begin(newest);
                done = true;
            } finally {
                dropAll(table, stripe, done ? before : newest);
            }
            return newest;
        });
    }

    /** Gives up all descriptors of a closed store that is in no file: nobody will read what they describe. */
    public static void removeAll(Core core) {
        DescriptorTable table = core.descriptors();
        core.reassign(stripe -> dropAll(table, stripe, table.takeAll()));
    }

    private static void dropAll(DescriptorTable table, Stripe stripe, int first) {
        for (int node = first; node != 0; ) {
            int next = table.next(node);
            stripe.drop(node);
            node = next;
        }
    }

    private static int make(DescriptorTable table, Stripe stripe, Entry entry, boolean isTyped) {
        StackRoom.require(); // nothing is touched yet
        int node = stripe.allocate(
                DescriptorTable.bytes(entry.text, isTyped), Kind.DESCRIPTOR, 0, isTyped ? DescriptorTable.TYPED : 0);
        table.write(node, entry.text, entry.layout);
        return node;
    }
}

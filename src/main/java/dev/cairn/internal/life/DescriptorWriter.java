package dev.cairn.internal.life;

import dev.cairn.internal.node.Kind;
import java.util.Objects;

/** Adds descriptors to the table of a store in a file. */
public final class DescriptorWriter {
    private DescriptorWriter() {}

    /** The number of {@code text} in {@code core}'s table, to which it is added if it is not there. The caller holds no stripe. */
    public static int add(Core core, String text) {
        DescriptorTable table = Objects.requireNonNull(core.descriptors());
        int known = table.number(text);
        if (known != 0) {
            return known;
        }
        return core.change(stripe -> {
            int node = make(table, stripe, text);
            int number = table.enter(node, text);
            if (number != table.number(node)) {
                stripe.drop(node);
            }
            return number;
        });
    }

    /** Adds {@code text}, unless there are more or fewer than {@code size} descriptors by then. The caller holds no stripe. */
    public static void add(Core core, String text, int size) {
        DescriptorTable table = Objects.requireNonNull(core.descriptors());
        core.change(stripe -> {
            int node = make(table, stripe, text);
            int next = table.first();
            boolean done = (next == 0 ? 0 : table.number(next)) == size && table.publish(node, next);
            if (!done) {
                stripe.drop(node);
            }
            return done;
        });
    }

    private static int make(DescriptorTable table, Stripe stripe, String text) {
        StackRoom.require(); // nothing is touched yet
        int node = stripe.allocate(DescriptorTable.bytes(text), Kind.DESCRIPTOR, 0, 0);
        table.write(node, text);
        return node;
    }
}

package dev.cairn.internal.life;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;

/** The beginning of a store whose nodes were loaded into it, without counts. */
public final class Loaded {
    private Loaded() {}

    /**
     * Counts all references from {@code headers} on, and frees the blocks to which none leads. Then calls {@code enterAll}, which gives each header
     * a holder.
     *
     * @throws IllegalStateException if a reference names no node
     */
    public static void count(Core core, int[] headers, Runnable enterAll) {
        Object holder = new Object();
        List<Token> held = core.change(stripe -> Arrays.stream(headers)
                .mapToObj(header -> stripe.registerHolder(holder, header, 0, null))
                .toList());
        core.exclusively(() -> {
            core.tokens.gatherAlone();
            Repair.Result counted = Repair.ofOpened(core, core.tokens, core.roots());
            if (core.ledger() != null) {
                core.attachment().begin();
            }
            return counted;
        });
        try {
            enterAll.run();
        } finally {
            core.reassign(stripe -> held.forEach(stripe::giveUp));
            Reference.reachabilityFence(holder);
        }
    }

    /** Makes a named root for the version of {@code header}, which the caller holds, and which gets this label; 0 for none. */
    public static void enterRoot(Core core, String name, int header, int label) {
        core.change(stripe -> {
            int root = core.roots().make(stripe, name, Roots.OF_ATOM);
            int labelled =
                    label == 0 ? core.counts().raise(header) : HeaderWriter.labelled(core, stripe, header, label);
            core.roots().add(root, labelled);
            return root;
        });
    }
}

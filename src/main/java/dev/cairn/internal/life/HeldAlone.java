package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;

/** Finds the nodes that one process keeps alive, and nobody else. All processes stand still. */
public final class HeldAlone {
    /*
     * Two walks, through slots and origins: from what the one holds, and from what all others hold and the names. What the first one reaches, and
     * the second one does not, is kept by the one alone. What waits to be lowered is held by nobody. So are nodes whose counts are saturated,
     * though they are never freed.
     */
    private final Core core;
    private final Memory memory;
    private final IntStack own = new IntStack();
    private final IntStack others = new IntStack();

    HeldAlone(Core core) {
        this.core = core;
        this.memory = core.memory();
    }

    /** The bytes that all holders in a store hold which no other process uses, but for what the store names. O(nodes). */
    public static long ofAll(Core core) {
        core.check();
        return core.exclusively(() -> {
            HeldAlone held = new HeldAlone(core);
            held.addNames();
            held.addTokens(true);
            return held.bytes();
        });
    }

    private IntStack of(boolean isTheOne) {
        return isTheOne ? own : others;
    }

    /** What the store names. */
    void addNames() {
        Roots roots = core.roots();
        roots.forEach(root -> {
            others.add(root);
            others.addUnlessNil(RootCell.reference(roots.cellWord(root)));
        });
        DescriptorTable descriptors = core.descriptors();
        for (int node = descriptors.first(); node != 0; node = descriptors.next(node)) {
            others.add(node);
        }
    }

    /** The pages of a process, and what its slots hold, unless {@link #addTokens} adds that. */
    void addPages(RowPages pages, boolean hasTokensHere, boolean isTheOne) {
        IntStack to = of(isTheOne);
        for (int page = pages.first(); page != 0; page = pages.next(page)) {
            to.add(page);
            if (!hasTokensHere) {
                LedgerPage.forEachHeld(memory, memory.at(page), to::addUnlessNil);
            }
        }
    }

    /** What holders of this process hold. */
    void addTokens(boolean isTheOne) {
        IntStack to = of(isTheOne);
        core.tokens.gatherAlone();
        core.tokens.forEach(token -> {
            if (!token.hasEnded()) {
                to.addUnlessNil(token.first);
                to.addUnlessNil(token.second);
            }
        });
    }

    /** What a reader has pinned. */
    void addPins(IntStack kept, boolean isTheOne) {
        for (int i = 0; i < kept.size(); i++) {
            of(isTheOne).add(kept.peek(i));
        }
    }

    /** The bytes of the blocks of these nodes. */
    long bytes() {
        Reach ofOwn = Reach.withOrigins(core, own);
        Reach ofOthers = Reach.withOrigins(core, others);
        return ofOwn.size().bytes() - ofOwn.sizeOfShared(ofOthers).bytes();
    }
}

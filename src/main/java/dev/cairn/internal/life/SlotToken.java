package dev.cairn.internal.life;

import org.jspecify.annotations.Nullable;

/** A token in a store in a file. What it owns stands in a slot of the ledger, too. */
final class SlotToken extends Token {
    /** The slots of the ledger, by number. */
    interface Slots {
        /** Marks a slot whose holder begins to edit nodes in place. */
        void edit(int slot);

        /** Lets the slot of a token own these references. */
        void hold(int slot, int first, int second);

        /** Lets the reclaimer lower what a slot of this process owns. */
        void die(int slot);

        /** Frees a slot whose references somebody else owns now. */
        void free(int slot);
    }

    private final Slots ledger;
    private final int slot;

    /** {@code slot} has both references. */
    SlotToken(
            Object holder, boolean isOfBase, int first, int second, @Nullable Throwable birth, Slots ledger, int slot) {
        super(holder, isOfBase, first, second, birth);
        this.ledger = ledger;
        this.slot = slot;
    }

    @Override
    int slot() {
        return slot;
    }

    @Override
    public void edit() {
        super.edit();
        ledger.edit(slot);
    }

    @Override
    public void hold(int newFirst, int newSecond) {
        ledger.hold(slot, newFirst, newSecond); // first: until the slot has them, an error leaves the token busy
        super.hold(newFirst, newSecond);
    }

    /** If an error cut the holder's step short, nobody may lower what the slot names: who counts all references again frees it. */
    @Override
    void die() {
        if (!isBusy()) {
            ledger.die(slot);
        }
        forget();
    }

    @Override
    public int takeFirst() {
        int owned = super.takeFirst();
        ledger.free(slot);
        return owned;
    }
}

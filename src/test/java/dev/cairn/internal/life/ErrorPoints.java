package dev.cairn.internal.life;

import dev.cairn.internal.life.KillCheck.HeapRoots;
import dev.cairn.internal.memory.Writes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Lets an error cut changes short at any write, and looks at the store before anything is repaired. */
public final class ErrorPoints {
    private int left;

    /** Whether the last change was cut short. */
    public boolean hasThrown() {
        return left < 0;
    }

    /**
     * Runs {@code change}, in which the write {@code number} throws. Returns what is wrong then with the counts, for who lowers all that this
     * process has marked as dead, or will mark later. If {@code isTwin}, that includes what the change had dropped before the error.
     */
    public List<String> violations(Core core, int number, boolean isTwin, Runnable change) {
        List<List<String>> result = new ArrayList<>();
        Stillness.withoutReclaimer(core, () -> {
            for (Stripe stripe : core.tokens.stripes) {
                Arrays.fill(stripe.drops, stripe.dropCount, stripe.drops.length, 0);
            }
            run(core, number, change);
            if (isTwin) {
                for (Stripe stripe : core.tokens.stripes) {
                    while (stripe.dropCount < stripe.drops.length && stripe.drops[stripe.dropCount] != 0) {
                        stripe.dropCount++;
                    }
                }
            }
            KillCheck check = new KillCheck(core, Set.of());
            HeapRoots roots = check.roots(true);
            core.ledger().forEachDead(roots.owned()::add);
            result.add(check.violations(roots));
        });
        return result.get(0);
    }

    private void run(Core core, int number, Runnable change) {
        long mutator = Thread.currentThread().threadId();
        left = number;
        Writes.listen((memory, at, bytes, order) -> {
            if (memory == core.memory() && Thread.currentThread().threadId() == mutator && left-- == 0) {
                throw new StackOverflowError();
            }
        });
        try {
            change.run();
        } catch (StackOverflowError expected) {
            // as it was thrown
        } finally {
            Writes.listen(null);
        }
    }
}

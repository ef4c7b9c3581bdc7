package dev.cairn.internal.life;

import dev.cairn.internal.alloc.RowOwner;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Leaves in rows of a file what processes leave there that are killed while they hold versions. */
public final class DeadRows {
    private DeadRows() {}

    /** In each row that is empty: a page with one slot, which owns a node of its own. */
    public static void fill(Core core) {
        core.exclusively(() -> fillAlone(core));
    }

    /** As {@link #fill}, and copies the file before anybody can give something back: there all processes are dead. */
    public static void copyFilled(Core core, Path file, Path copy) {
        core.exclusively(() -> {
            fillAlone(core);
            try {
                return Files.copy(file, copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Core fillAlone(Core core) {
        Memory memory = core.memory();
        RowPages[] rows = Objects.requireNonNull(core.ledger()).rows();
        Stripe stripe = core.tokens.stripes[0];
        for (int row = 0; row < Superblock.ROWS; row++) {
            if (rows[row].first() == 0) {
                int owned = stripe.allocate(64, Kind.LEAF, 0, 0);
                int page = stripe.allocate(LedgerPage.BYTES, Kind.LEDGER, 0, 0);
                memory.zeroWords(rows[row].body(page), LedgerPage.BYTES - LedgerPage.AT_BODY);
                LedgerPage.fill(memory, memory.at(page), 0, LedgerPage.LIVE, owned, 0);
                new RowOwner(memory, row).begin(1_000_000 + row);
                rows[row].add(page, LedgerPage.OF_SLOTS);
            }
        }
        return core;
    }

    /** How many rows have pages. */
    public static int count(Core core) {
        int count = 0;
        for (RowPages row : Objects.requireNonNull(core.ledger()).rows()) {
            count += row.first() == 0 ? 0 : 1;
        }
        return count;
    }
}

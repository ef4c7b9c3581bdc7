package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import java.util.concurrent.atomic.AtomicInteger;

/** A page of slots that nobody else uses for long, and a word before it for the head of a stack. All share one memory. */
class PagePlace {
    private static final int BYTES = 640;
    private static final int HEAD_BYTES = 16;
    private static final int PAGES = 1 << 16;
    static final Memory MEMORY = new Memory(Region.reserve((long) (PAGES + 1) * BYTES));
    private static final AtomicInteger NEXT = new AtomicInteger();

    final long head;
    final long page;
    final IntStack drops = new IntStack();

    PagePlace() {
        int number = NEXT.getAndIncrement() & (PAGES - 1);
        head = MEMORY.at((number + 1) * (BYTES / Memory.GRANULE));
        page = head + HEAD_BYTES;
        MEMORY.zeroWords(head, HEAD_BYTES + LedgerPage.BYTES);
        drops.expect(2 * LedgerPage.SLOTS);
    }
}

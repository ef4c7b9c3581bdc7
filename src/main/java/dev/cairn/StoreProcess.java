package dev.cairn;

import dev.cairn.internal.life.Processes;
import java.time.Instant;

/**
 * A process that uses a store, and what it holds of it, at about one moment. {@link Store#processes()} lists them.
 *
 * @param row the number of its row: at a time no two processes that write have the same, and no two that only read
 * @param pid the number that the system gave the process
 * @param since when it opened the store
 * @param seen when it gave a sign of life last. A process writes one every few milliseconds, or, if it only reads, some times a second. If it was
 *     long ago, the process is stopped, or gets no processor: a dead one is not listed
 * @param isOwn whether it is this process, by the {@code Store} object that was asked
 * @param readsOnly whether it only reads the store
 * @param leads whether it leads: it alone frees memory, its own and that of all others
 * @param versions how many versions, builders and the like it holds. Those are included that are dead, and that its collector has not found
 *     yet. Versions that share a base count as one. Of a reader: how many versions of atoms it has pinned
 * @param takenBytes the bytes of all blocks of memory that it took from the store since it opened it, also of those that were freed since; 0 of
 *     a reader
 * @param unusedBytes the bytes of those of these blocks that wait for nodes to come; 0 of a reader
 */
public record StoreProcess(
        int row,
        long pid,
        Instant since,
        Instant seen,
        boolean isOwn,
        boolean readsOnly,
        boolean leads,
        long versions,
        long takenBytes,
        long unusedBytes) {
    static StoreProcess of(Processes.Found found) {
        return new StoreProcess(
                found.who().row(),
                found.who().pid(),
                Instant.ofEpochMilli(found.who().since()),
                Instant.ofEpochMilli(found.seen()),
                found.isOwn(),
                found.who().reads(),
                found.leads(),
                found.versions(),
                found.taken(),
                found.unused());
    }

    Processes.Identity identity() {
        return new Processes.Identity(row, readsOnly, pid, since.toEpochMilli());
    }
}

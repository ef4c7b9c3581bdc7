package dev.cairn.tool;

import dev.cairn.Store;
import dev.cairn.StoreProcess;
import dev.cairn.StoreStats;
import dev.cairn.message.MailboxStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that shows which processes use a store. */
@Command(
        name = "top",
        description = {
            "Prints every second which processes use a store, and what each of them holds. Only reads the store, so it disturbs nobody.",
            "",
            "A process that leads frees memory for all. Versions are those that a process holds, dead ones included that its collector"
                    + " has not found yet. 'Taken' is what it took since it opened the store, also what was freed since, and 'unused' what of"
                    + " that waits for nodes. 'Seen' says how many milliseconds ago it gave a sign of life: a stopped process gives none."
        })
final class TopCommand extends OneFileCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Option(names = "--once", description = "Print one table, and end.")
    private boolean once;

    @Option(
            names = "--count",
            paramLabel = "COUNT",
            defaultValue = "2147483647",
            description = "How many tables to print (default: until the command is stopped).")
    private int count;

    @Override
    void run(Path path) throws InterruptedException {
        try (Store store = Store.openReadOnly(path)) {
            int tables = once ? 1 : count;
            for (int table = 0; table < tables; table++) {
                if (table > 0) {
                    Thread.sleep(Duration.ofSeconds(1));
                    out().println();
                }
                print(path, store);
                out().flush();
            }
        }
    }

    private void print(Path path, Store store) {
        StoreStats stats = store.stats();
        List<MailboxStatus> mailboxes = MailboxStatus.all(store);
        Instant now = Instant.now();
        out().printf(
                        Locale.ROOT,
                        "%s  %s: %,d atoms, %,d letters in %,d mailboxes, %,d bytes in %,d nodes; %,d bytes of %,d taken from the system%n",
                        TIME.format(now),
                        path,
                        store.atomNames().size(),
                        letters(mailboxes),
                        mailboxes.size(),
                        stats.liveBytes(),
                        stats.liveNodes(),
                        stats.committedBytes(),
                        stats.reservedBytes());
        out().printf(
                        "%10s %-6s %-19s %8s %12s %18s %14s%n",
                        "process", "does", "since", "seen", "versions", "taken", "unused");
        store.processes().stream().filter(process -> !process.isOwn()).forEach(process -> print(process, now));
    }

    private static long letters(List<MailboxStatus> mailboxes) {
        return mailboxes.stream()
                .mapToLong(mailbox -> mailbox.letters() + mailbox.systemLetters())
                .sum();
    }

    private void print(StoreProcess process, Instant now) {
        String does = process.readsOnly() ? "reads" : process.leads() ? "leads" : "writes";
        long ago = Math.max(0, Duration.between(process.seen(), now).toMillis());
        out().printf(
                        Locale.ROOT,
                        "%10d %-6s %-19s %,8d %,12d %,18d %,14d%n",
                        process.pid(),
                        does,
                        TIME.format(process.since()),
                        ago,
                        process.versions(),
                        process.takenBytes(),
                        process.unusedBytes());
    }
}

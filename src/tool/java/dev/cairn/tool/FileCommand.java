package dev.cairn.tool;

import dev.cairn.Atom;
import dev.cairn.Checkpoint;
import dev.cairn.SchemaException;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.Verification;
import dev.cairn.Version;
import dev.cairn.message.MailboxStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands for the file of a store. */
@Command(
        name = "store",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Looks at the file of a store, checks it, repairs it, makes and restores checkpoints, and leads the processes that write it.",
        subcommands = {
            FileCommand.Info.class,
            FileCommand.Verify.class,
            FileCommand.Repair.class,
            FileCommand.WriteCheckpoint.class,
            FileCommand.Restore.class,
            TopCommand.class,
            ServeCommand.class
        })
final class FileCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "info",
            description =
                    "Prints the atoms, the mailboxes with names and the figures of a store. Processes may write the store meanwhile.")
    static final class Info extends OneFileCommand {
        @Override
        void run(Path path) {
            try (Store store = Store.openReadOnly(path)) {
                StoreOptions options = store.options();
                out().printf(
                                "%s: at most %s, nodes of %d children, slabs of %d bytes%n%n",
                                path,
                                ByteSize.toString(options.maxBytes()),
                                1 << options.geometry().bits(),
                                options.geometry().slabBytes());
                out().printf("%-30s %s%n", "atom", "content");
                for (String name : store.atomNames()) {
                    out().printf("%-30s %s%n", name, content(store, name));
                }
                print(MailboxStatus.all(store));
                out().println();
                out().print(store.stats());
                out().flush(); // the process ends without
            }
        }

        private void print(List<MailboxStatus> mailboxes) {
            if (mailboxes.isEmpty()) {
                return;
            }
            out().printf(
                            "%n%-30s %10s %8s %8s %8s  %s%n",
                            "mailbox", "letters", "system", "senders", "lost", "receiver");
            for (MailboxStatus mailbox : mailboxes) {
                OptionalLong receiver = mailbox.receiver();
                out().printf(
                                Locale.ROOT,
                                "%-30s %,10d %,8d %,8d %,8d  %s%n",
                                mailbox.name(),
                                mailbox.letters(),
                                mailbox.systemLetters(),
                                mailbox.senders(),
                                mailbox.lost(),
                                receiver.isPresent() ? "process " + receiver.getAsLong() : "-");
            }
        }

        private static String content(Store store, String name) {
            try {
                Atom<Version> atom = store.atom(name);
                String text = atom.get().toString();
                return text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
            } catch (SchemaException e) {
                return "(" + e.getMessage() + ")";
            }
        }

        private static final int LONGEST = 100;
    }

    @Command(
            name = "verify",
            description = "Counts all references of a store, and compares them. No process may have it open.")
    static final class Verify extends OneFileCommand {
        @Override
        void run(Path path) {
            try (Store store = open(path)) {
                print(store.verify());
            }
        }

        final void print(Verification found) {
            out().printf(
                            "all counts are right: %,d nodes of %,d bytes, %,d pinned; %,d bytes that killed processes had lost are free%n",
                            found.nodes(), found.bytes(), found.pinnedNodes(), found.lostBytes());
        }
    }

    @Command(
            name = "repair",
            description =
                    "Opens a store as the next process would: gives back what a killed process had. Then as verify.")
    static final class Repair extends OneFileCommand {
        @Override
        void run(Path path) {
            long began = System.nanoTime();
            try (Store store = open(path)) {
                long nanos = System.nanoTime() - began;
                out().printf("opened in %.1f ms%n", nanos / 1e6);
                Verification found = store.verify();
                out().printf(
                                "%,d nodes of %,d bytes; %,d bytes that killed processes had lost are free%n",
                                found.nodes(), found.bytes(), found.lostBytes());
            }
        }
    }

    @Command(name = "checkpoint", description = "Writes all atoms of a store into an image.")
    static final class WriteCheckpoint extends OneFileCommand {
        @Option(names = "--image", paramLabel = "IMAGE", description = "The image (default: FILE.image).")
        private Path image;

        @Override
        void run(Path path) {
            try (Store store = open(path)) {
                Checkpoint written = image == null ? store.checkpoint() : store.checkpoint(image);
                out().println(written);
            }
        }
    }

    @Command(
            name = "restore",
            description = "Makes a store in FILE of the last checkpoint in an image. FILE may not exist.")
    static final class Restore extends OneFileCommand {
        @Option(names = "--image", paramLabel = "IMAGE", required = true, description = "The image.")
        private Path image;

        @Override
        void run(Path path) {
            try (Store store = Store.restore(image, path)) {
                out().println("restored the atoms " + store.atomNames());
            }
        }
    }
}

package dev.cairn.tool;

import dev.cairn.Store;
import dev.cairn.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that does nothing but lead. */
@Command(
        name = "serve",
        description = {
            "Leads the processes that write a store: frees memory for them, and gives back what those held that were killed. Does nothing else.",
            "",
            "If another process leads, this one waits until that has ended. It ends, and closes the store, when it is told to end: by Ctrl-C, or by"
                    + " the signal TERM. Let other processes open the store with StoreOptions.leads(false): then this one leads as long as it"
                    + " runs."
        })
final class ServeCommand extends OneFileCommand {
    private static final long LOOK_MILLIS = 100;

    @Option(
            names = "--create",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description = "If there is no file, makes one of at most SIZE, such as 4g.")
    private @Nullable Long create;

    @Override
    void run(Path path) throws InterruptedException {
        CountDownLatch isAsked = new CountDownLatch(1);
        CountDownLatch isClosed = new CountDownLatch(1);
        Thread end = new Thread(() -> end(isAsked, isClosed));
        try {
            try (Store store = serve(path)) {
                Runtime.getRuntime().addShutdownHook(end);
                say("process " + ProcessHandle.current().pid() + " has opened " + path);
                lead(store, isAsked);
            }
            say("closed");
        } finally {
            isClosed.countDown();
        }
    }

    private Store serve(Path path) {
        Long size = create;
        return size != null && !Files.exists(path)
                ? Store.open(path, StoreOptions.defaults().maxBytes(size))
                : open(path);
    }

    /** Says when this process leads, and waits until it is asked to end. */
    private void lead(Store store, CountDownLatch isAsked) throws InterruptedException {
        boolean leads = false;
        do {
            boolean led = leads;
            leads = store.processes().stream().anyMatch(process -> process.isOwn() && process.leads());
            if (leads != led) {
                say(leads ? "leads" : "does not lead any more");
            }
        } while (!isAsked.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    }

    private void say(String what) {
        out().println(what);
        out().flush();
    }

    /** Runs when the system asks this process to end: the process lives as long as this does. */
    private static void end(CountDownLatch isAsked, CountDownLatch isClosed) {
        isAsked.countDown();
        try {
            isClosed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.cairn.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.Atom;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.StoreProcess;
import dev.cairn.codec.Codec;
import dev.cairn.message.Mailbox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/processes.md shows. */
class ProcessesPageTest {
    @TempDir
    Path directory;

    @Test
    void atoms() {
        Path path = directory.resolve("shop.store");
        // tag::atom[]
        try (Store store = Store.open(path)) { // such as /dev/shm/shop.store
            Atom<PMap<String, Long>> stock = store.atom("stock", PMap.empty(store, Codec.STRING, Codec.LONG));
            stock.updateAndGet(map -> map.put("apples", 3L));
        }
        // end::atom[]
        try (Store store = Store.open(path)) {
            assertEquals(1, store.<PMap<String, Long>>atom("stock").get().size());
        }
    }

    @Test
    void mailboxes() throws InterruptedException {
        try (Store store = Store.open(directory.resolve("shop.store"))) {
            // tag::mailbox[]
            Mailbox orders = Mailbox.named(store, "orders");
            orders.sendValue(List.of("apples", 3L)); // in any process
            assertEquals(List.of("apples", 3L), orders.receive().open()); // in one
            // end::mailbox[]
        }
    }

    @Test
    void untrusted() {
        Path path = directory.resolve("shop.store");
        try (Store store = Store.open(path)) {
            store.atom("names", PVector.of(store, Codec.STRING, "Ann"));
        }
        // tag::untrusted[]
        try (Store copy = Store.open(path, StoreOptions.defaults().untrusted(true))) {
            PVector<String> names =
                    copy.atom("names", PVector.empty(copy, Codec.STRING)).get();
            assertEquals(1, names.size());
        }
        // end::untrusted[]
    }

    @Test
    void users() {
        try (Store store = Store.open(directory.resolve("shop.store"))) {
            // tag::users[]
            for (StoreProcess process : store.processes()) {
                System.out.println(process.pid() + " holds " + process.versions() + " versions, and keeps "
                        + store.bytesHeldOnlyBy(process) + " bytes that nobody else needs");
            }
            // end::users[]
        }
    }
}

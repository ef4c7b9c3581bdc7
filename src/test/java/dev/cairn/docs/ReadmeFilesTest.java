package dev.cairn.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.Atom;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.message.Mailbox;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of stores in files. */
class ReadmeFilesTest {
    @TempDir
    Path directory;

    @Test
    void processes() throws InterruptedException {
        Path path = directory.resolve("shop.store");
        // tag::processes[]
        try (Store store = Store.open(path)) { // in each of the processes, such as /dev/shm/shop.store
            Atom<PMap<String, Long>> stock = store.atom("stock", PMap.empty(store, Codec.STRING, Codec.LONG));
            stock.updateAndGet(map -> map.put("apples", 3L)); // by compare-and-set, as between threads

            Mailbox orders = Mailbox.named(store, "orders"); // any process sends, and one receives
            orders.sendValue(stock.get());
            assertEquals(stock.get(), orders.receive().open()); // one reference, however large
        }
        // end::processes[]
    }
}

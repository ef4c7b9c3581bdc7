package dev.cairn.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.Blob;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import dev.cairn.message.Nota;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the README shows of blobs and letters. */
class ReadmeLettersTest {
    @Test
    void blobs() {
        try (Store store = Store.inMemory()) {
            // tag::blobs[]
            Blob page = Blob.builder(store)
                    .appendText("<p>")
                    .appendAll(new byte[10_000])
                    .appendText("</p>")
                    .build();
            Blob inside = page.sliceBytes(3, page.byteLength() - 4);
            assertEquals(10_000, inside.byteLength());
            assertEquals(inside.byteLength() + 3, page.indexOf("</p>".getBytes(UTF_8), 0));
            assertEquals(page, page.slice(0, 13).concat(page.slice(13, page.length()))); // in whatever pieces

            MemorySegment segment = page.asSegment(); // the bytes themselves, as long as the segment is reachable
            assertEquals('<', segment.get(ValueLayout.JAVA_BYTE, 0));

            PMap<String, Blob> pages =
                    PMap.empty(store, Codec.STRING, Blob.codec()).put("index", page);
            assertEquals(page, pages.get("index"));
            // end::blobs[]
        }
    }

    // tag::order[]
    record Order(String customer, LongVector items) {}
    // end::order[]

    @Test
    void letters() throws InterruptedException {
        try (Store store = Store.inMemory()) {
            // tag::letters[]
            MessageOptions options = MessageOptions.defaults().store(store).types(Order.class);
            LongVector items = LongVector.from(store, LongStream.range(0, 1_000_000));
            Mailbox mailbox = Mailbox.unbounded(options);
            Thread sender = Thread.ofVirtual().start(() -> mailbox.trySendValue(new Order("Ann", items)));

            Order received = (Order) mailbox.receive().open(); // eight million bytes, and none of them copied
            sender.join();
            assertEquals(items, received.items());

            mailbox.trySendValue(Map.of("nobody", "reads it"));
            mailbox.close(); // drops it, undecoded

            byte[] bytes = Nota.of(options).encode(received); // all of it, for a network
            assertEquals(received, Nota.of(options).decode(bytes));
            // end::letters[]
        }
    }
}

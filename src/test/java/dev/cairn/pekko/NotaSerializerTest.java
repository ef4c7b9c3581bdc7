package dev.cairn.pekko;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Blob;
import dev.cairn.LongVector;
import dev.cairn.NotPortableException;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import dev.cairn.message.Limits;
import dev.cairn.message.MessageOptions;
import java.io.NotSerializableException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.Test;

class NotaSerializerTest extends PekkoTest {
    private static final String MANIFEST = "nota-1";

    /** The messages that leave the JVM. */
    private sealed interface Message permits Order, Stop {}

    private record Order(String name, PMap<String, Long> counts, List<Object> more, ActorRef<String> replyTo)
            implements Message {}

    private record Stop(int code) implements Message {}

    private static MessageOptions options(Store store) {
        return MessageOptions.defaults().store(store).types(Message.class);
    }

    private static NotaSerializer serializer(ActorSystem system) {
        return new NotaSerializer((ExtendedActorSystem) system);
    }

    @Test
    void whatIsBoundGoesThereAndBack() throws Exception {
        Store store = stores.open();
        ActorSystem system = start(
                options(store), "pekko.actor.serialization-bindings.\"" + Message.class.getName() + "\" = cairn-nota");
        ActorRef<String> actor = Adapter.spawnAnonymous(system, Behaviors.<String>ignore());
        PMap<String, Long> counts =
                PMap.empty(store, Codec.STRING, Codec.LONG).put("a", 1L).put("b", -2L);
        var serialization = SerializationExtension.get(system);
        for (Object message : List.of(
                new Order("x", counts, List.of(1, 2L, "three", Map.of("four", 4.5)), actor),
                new Stop(3),
                counts,
                LongVector.of(store, 5, 6),
                Blob.from(store, new byte[3_000]))) {
            var serializer = serialization.findSerializerFor(message);
            assertEquals(NotaSerializer.class, serializer.getClass());
            byte[] bytes = serialization.serialize(message).get();
            assertEquals(
                    message,
                    serialization
                            .deserialize(bytes, serializer.identifier(), MANIFEST)
                            .get());
            ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length);
            ((NotaSerializer) serializer).toBinary(message, buffer);
            assertFalse(buffer.hasRemaining());
            buffer.flip();
            assertEquals(message, serialization.deserializeByteBuffer(buffer, serializer.identifier(), MANIFEST));
        }
    }

    @Test
    void bytesThatAreNoMessageAreRefused() throws Exception {
        NotaSerializer serializer = serializer(start(options(stores.open()), ""));
        byte[] bytes = serializer.toBinary(new Stop(7));
        assertEquals(MANIFEST, serializer.manifest(new Stop(7)));
        for (int length = 0; length < bytes.length; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);
            var refusal = assertThrows(NotSerializableException.class, () -> serializer.fromBinary(prefix, MANIFEST));
            assertTrue(refusal.getMessage().contains("at byte"), refusal::getMessage);
        }
        var other = assertThrows(NotSerializableException.class, () -> serializer.fromBinary(bytes, "nota-9"));
        assertTrue(other.getMessage().contains("nota-9"), other::getMessage);
        byte[] path = serializer.toBinary(List.of("no path"));
        assertEquals(List.of("no path"), serializer.fromBinary(path, MANIFEST));
    }

    @Test
    void anActorRefIsAPath() throws Exception {
        ActorSystem system = start(options(stores.open()), "");
        NotaSerializer serializer = serializer(system);
        ActorRef<String> actor = Adapter.spawn(system, Behaviors.<String>ignore(), "here");
        List<Object> both = List.of(actor, Adapter.toClassic(actor));
        assertEquals(both, serializer.fromBinary(serializer.toBinary(both), MANIFEST));
        ActorSystem other = start(options(stores.open()), "");
        var refusal = assertThrows(CodecException.class, () -> serializer(other).toBinary(both));
        assertTrue(refusal.getMessage().contains("another actor system"), refusal::getMessage);
    }

    @Test
    void whatIsTooLargeIsRefusedOnBothSides() {
        Store store = stores.open();
        NotaSerializer large = serializer(start(options(store), ""));
        NotaSerializer small =
                serializer(start(options(store).limits(Limits.defaults().maxBytes(1_000)), ""));
        Blob blob = Blob.from(store, new byte[2_000]);
        assertThrows(CodecException.class, () -> small.toBinary(blob));
        byte[] bytes = large.toBinary(blob);
        assertThrows(NotSerializableException.class, () -> small.fromBinary(bytes, MANIFEST));
        ByteBuffer buffer = ByteBuffer.allocate(1_500);
        assertThrows(BufferOverflowException.class, () -> large.toBinary(blob, buffer));
    }

    @Test
    void whatCannotLeaveTheProcessIsNamed() {
        Store store = stores.open();
        NotaSerializer serializer = serializer(start(MessageOptions.defaults().store(store), ""));
        var unknown = assertThrows(CodecException.class, () -> serializer.toBinary(new Stop(1)));
        assertTrue(unknown.getMessage().contains(Stop.class.getName()), unknown::getMessage);
        PVector<Object> objects = PVector.of(store, Codec.object(), new Object());
        assertThrows(NotPortableException.class, () -> serializer.toBinary(objects));
        assertArrayEquals(serializer.toBinary(1L), serializer.toBinary(1L));
    }
}

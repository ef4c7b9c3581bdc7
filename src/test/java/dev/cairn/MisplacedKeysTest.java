package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Maps in which keys do not lie where their hashes lead, as in a damaged file: a change is right for all others, or is refused. */
class MisplacedKeysTest {
    private static final int SIZE = 3_000;
    private static final int CHANGES = 5;

    @ParameterizedTest
    @EnumSource
    void aChangeNeverMakesAWrongNode(Setting setting) {
        Random random = new Random(7);
        try (Store store = Store.inMemory(setting.options().seed(3))) {
            PMap<Long, Long> map = PMap.from(store, Codec.LONG, Codec.LONG, numbers(0));
            displace(store, random);
            int refused = 0;
            for (int i = 1; i <= CHANGES; i++) {
                try {
                    PMap<Long, Long> changed = map.putAll(numbers((long) i * SIZE));
                    assertEquals(2 * SIZE, changed.size());
                    assertEquals(2 * SIZE, changed.asMap().keySet().stream().count());
                } catch (CorruptStoreException e) {
                    refused++;
                    assertTrue(e.getMessage().contains("does not lead"), e.getMessage());
                }
                store.verify();
            }
            assertTrue(refused > 0);
        }
    }

    private static Map<Long, Long> numbers(long from) {
        return LongStream.range(from, from + SIZE).boxed().collect(Collectors.toMap(n -> n, n -> n));
    }

    /** Changes most keys that are in nodes. */
    private static void displace(Store store, Random random) {
        Memory memory = store.core().memory();
        store.core().allocator().walk().forEachAllocated(List.of(), (node, bytes) -> {
            long at = memory.at(node);
            long end = at + bytes;
            Kind kind = Node.kind(memory, at);
            if (kind == Kind.MAP_LEAF || (kind == Kind.MAP_NODE && end > at + Node.BEARING_HEADER)) {
                long key = MapNode.body(memory, at);
                for (int left = Integer.bitCount(MapNode.entries(memory, at)); left > 0 && key + 16 <= end; left--) {
                    memory.setLong(key, random.nextLong());
                    key += 16;
                }
            }
        });
    }
}

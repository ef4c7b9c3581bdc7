package consumer;

import dev.cairn.Change;
import dev.cairn.Checking;
import dev.cairn.Counting;
import dev.cairn.DoubleVector;
import dev.cairn.ForeignStoreException;
import dev.cairn.Geometry;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.MapChanges;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Scope;
import dev.cairn.Sharing;
import dev.cairn.Store;
import dev.cairn.StoreClosedException;
import dev.cairn.StoreFullException;
import dev.cairn.StoreOptions;
import dev.cairn.StoreStats;
import dev.cairn.Verification;
import dev.cairn.Version;
import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.LongStream;

/** Uses the public API from a module of its own, natively accessed by the library alone. */
public final class Main {
    private Main() {}

    public record Open(String text, int number) {}

    record Hidden(String text, int number) {}

    public static void main(String[] arguments) {
        var closed = new StoreClosedException("closed");
        require(closed.getClass().getModule().getName().equals("dev.cairn"));
        require(closed.getClass().getModule().isNativeAccessEnabled());
        require(!Main.class.getModule().isNativeAccessEnabled());
        require(Codec.record(Open.class).toString().contains("Open"));
        collections();
        maps();
        streams();
        scopes();
        misuse();
        require(refusalOfHidden().contains("let its module (consumer) open the package consumer to dev.cairn"));
        System.out.println("ok");
    }

    private static void collections() {
        LongVector longs = LongVector.of(1, 2, 3).append(4).update(0, 5);
        require(longs.sum() == 14 && longs.stream().max().orElseThrow() == 5);
        require(longs.chunks().mapToLong(MemorySegment::byteSize).sum() == 32);
        require(IntVector.of(1, 2).removeLast().equals(IntVector.of(1)));
        require(DoubleVector.from(new double[] {0.5}).first() == 0.5);
        PVector<Open> records = PVector.empty(Codec.record(Open.class)).append(new Open("a", 1));
        require(records.toBuilder().append(new Open("b", 2)).build().last().equals(new Open("b", 2)));
        require(PVector.of("a", 1, null).toString().equals("[a, 1, null]"));
        require(PVector.from(List.of(1, 2)).reduce(0, Integer::sum) == 3);
        require(Sharing.between(longs, longs).leftOnlyNodes() == 0);
        require(Sharing.retained(longs).nodes() == 1);
    }

    private static void maps() {
        PMap<String, Open> map =
                PMap.empty(Codec.STRING, Codec.record(Open.class)).put("a", new Open("a", 1));
        require(map.toBuilder().remove("a").build().isEmpty() && map.keys().contains("a"));
        MapChanges<String, Open> changes = map.changesTo(map.put("a", new Open("b", 2)));
        require(changes.changed().get("a").equals(new Change<>(new Open("a", 1), new Open("b", 2))));
        require(map.patch(changes).get("a").number() == 2);
        require(PMap.merge3(map, map, map.remove("a"), (key, base, ours, theirs) -> base)
                .isEmpty());
        require(PMap.of("a", 1, "b", 2).filter((key, value) -> value == 2).equals(PMap.of("b", 2)));
        require(PSet.of(1, 2).union(PSet.of(3)).size() == 3);
        require(map.stream()
                .collect(PMap.collector(map.store(), map.keyCodec(), map.valueCodec()))
                .equals(map));
    }

    private static void streams() {
        PMap<String, Open> map =
                PMap.empty(Codec.STRING, Codec.record(Open.class)).put("a", new Open("a", 1));
        try {
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(List.of(map, map.remove("a"), map.asMap()));
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                require(List.of(map, map.remove("a"), map.asMap()).equals(in.readObject()));
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void scopes() {
        StoreOptions options = StoreOptions.defaults()
                .maxBytes(1 << 20)
                .geometry(Geometry.tiny())
                .counting(Counting.PLAIN)
                .checking(Checking.OFF);
        try (Store store = Store.inMemory(options)) {
            LongVector kept;
            try (Scope scope = store.scope()) {
                kept = scope.keep(LongVector.from(store, LongStream.range(0, 100)));
            }
            Version version = kept;
            require(version.store() == store && kept.sum() == 4950);
            Verification verified = store.verify();
            StoreStats stats = store.stats();
            require(verified.nodes() > 0 && stats.versionsMade() > 0);
            require(store.options().geometry().bits() == 2);
        }
    }

    private static void misuse() {
        Store store = Store.inMemory(StoreOptions.defaults().maxBytes(1 << 20));
        LongVector longs = LongVector.of(store, 1);
        require(refusal(() -> longs.appendAll(new long[1 << 20])) instanceof StoreFullException);
        require(refusal(() -> Sharing.between(longs, LongVector.empty())) instanceof ForeignStoreException);
        store.close();
        require(refusal(() -> longs.get(0)) instanceof StoreClosedException);
    }

    private static RuntimeException refusal(Runnable use) {
        try {
            use.run();
            throw new AssertionError();
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static String refusalOfHidden() {
        try {
            return Codec.record(Hidden.class).toString();
        } catch (CodecException e) {
            return e.getMessage();
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
    }
}

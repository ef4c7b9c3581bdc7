package dev.cairn.kill;

import dev.cairn.Blob;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Blobs, in one leaf, in many and in runs of slabs: cut, joined and built; as elements of maps; and copies from another store. */
final class BlobProgram extends Program {
    private static final int LONGEST = 20_000;

    private final Store other;
    private final List<Blob> blobs = new ArrayList<>();

    /** {@code other} is a store to copy from. */
    BlobProgram(Store store, Random random, Store other) {
        super(store, random);
        this.other = other;
        blobs.add(Blob.from(store, bytes(3_000)));
        add(() -> put(Blob.from(store, bytes(random.nextInt(LONGEST / 2)))));
        add(() -> put(joined()));
        add(() -> put(joined()));
        add(() -> put(cut(any())));
        add(() -> put(built(keep(Blob.builder(store)))));
        add(() -> put(built(keep(Blob.builder(store).append(any())))));
        add(() -> put(any().compact()));
        add(() -> put(any().sliceBytes(0, 0)));
        add(() -> store.atom("blob", any()).set(any()));
        add(() -> keep(PVector.of(store, Blob.codec(), any(), any(), Blob.empty(store))));
        add(() -> keep(
                PMap.empty(store, Codec.STRING, Blob.codec()).put("a", any()).put("b", any())));
        add(() -> put(Blob.from(this.other, bytes(random.nextInt(5_000))).copyTo(store)));
        add(() -> keep(
                LongVector.from(this.other, LongStream.range(0, 500)).drop(7).copyTo(store)));
        add(() -> keep(texts(random.nextInt(100)).copyTo(store)));
        add(() -> keep(PMap.empty(this.other, Codec.LONG, PVector.codec(Codec.STRING))
                .put(1L, texts(90))
                .put(2L, texts(2))
                .copyTo(store)));
    }

    @Override
    void end() {
        super.end();
        blobs.clear();
        store.removeAtom("blob");
    }

    private PVector<String> texts(int count) {
        PVector.Builder<String> builder = PVector.builder(other, Codec.STRING);
        for (int i = 0; i < count; i++) {
            builder.append(text());
        }
        return builder.build();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private Blob any() {
        return any(blobs);
    }

    private void put(Blob blob) {
        put(blobs, blob);
    }

    private Blob joined() {
        Blob joined = any();
        for (int i = random.nextInt(5); i > 0; i--) {
            joined = joined.concat(cut(any()));
        }
        return joined.byteLength() > LONGEST
                ? joined.sliceBytes(joined.byteLength() - LONGEST, joined.byteLength())
                : joined;
    }

    private Blob cut(Blob blob) {
        long from = random.nextLong(blob.length() + 1);
        return blob.slice(from, random.nextLong(from, blob.length() + 1));
    }

    private Blob built(Blob.Builder builder) throws IOException {
        for (int i = random.nextInt(9); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> builder.appendBits(random.nextLong(), 1 + random.nextInt(64));
                case 1 -> builder.appendAll(bytes(random.nextInt(700)));
                case 2 -> builder.append(cut(any()));
                default -> builder.appendAll(new ByteArrayInputStream(bytes(random.nextInt(500))));
            }
            if (random.nextInt(4) == 0) {
                keep(builder.build());
            }
        }
        Blob built = builder.build();
        builder.appendLong(1);
        return built.byteLength() > LONGEST ? cut(built) : built;
    }
}

package dev.cairn;

import dev.cairn.codec.CodecException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Files of stores in which words are changed at random places, also on purpose: with a right checksum. Each is opened and used. */
final class DamagedFile {
    private static final int SUPERBLOCK = 65536;
    private static final int HEAD = 256;
    private static final int SHAPES = 8192;
    private static final int ENTRY = 16;

    private final byte[] whole;
    private final Path path;
    private final StoreOptions options;
    private final int slabs;
    private final int slabBytes;
    private final int firstSlab;

    /** What became of the files: how often each ended so. */
    final TreeMap<String, Integer> ends = new TreeMap<>();

    /** Damages copies of a store with {@link ManyKinds}, in {@code directory}. */
    DamagedFile(Path directory, StoreOptions options, int size) throws IOException {
        Path made = directory.resolve("whole.store");
        try (Store store = Store.open(made, options)) {
            ManyKinds.fill(store, size);
        }
        byte[] all = Files.readAllBytes(made);
        ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.nativeOrder());
        this.slabBytes = bytes.getInt(20);
        this.slabs = bytes.getInt(28);
        this.firstSlab = (SUPERBLOCK + ENTRY * bytes.getInt(24) + slabBytes - 1) / slabBytes * slabBytes;
        this.whole = Arrays.copyOf(all, firstSlab + slabs * slabBytes);
        this.path = directory.resolve("damaged.store");
        this.options = StoreOptions.defaults().untrusted(true);
    }

    /** Changes one to three words, opens the file and uses all of it. Throws an error if anything but a named exception comes. */
    void run(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] copy = whole.clone();
        ByteBuffer bytes = ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
        for (int i = random.nextInt(3); i >= 0; i--) {
            damage(bytes, random);
        }
        if (random.nextInt(8) != 0) {
            seal(bytes);
        }
        Files.write(path, copy);
        String end;
        try {
            end = use(random);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
        ends.merge(end, 1, Integer::sum);
    }

    private void damage(ByteBuffer bytes, Random random) {
        int at = place(bytes, random) & -4;
        if (random.nextInt(6) == 0) {
            bytes.put(at + random.nextInt(4), (byte) random.nextInt());
        } else {
            bytes.putInt(at, Damages.damaged(bytes.getInt(at), random, () -> bytes.getInt(place(bytes, random) & -4)));
        }
    }

    private int place(ByteBuffer bytes, Random random) {
        int kind = random.nextInt(40);
        int slab = random.nextInt(slabs);
        int at = firstSlab + slab * slabBytes;
        return switch (kind) {
            case 0 -> random.nextInt(HEAD);
            case 1 -> SHAPES + random.nextInt(64 * 64);
            case 2 -> SUPERBLOCK + ENTRY * slab + random.nextInt(8);
            case 3 -> at + random.nextInt(64);
            default -> kind < 16 ? inHeader(bytes, at, random) : inBlock(bytes, at, random);
        };
    }

    private int inHeader(ByteBuffer bytes, int slab, Random random) {
        return Math.min(slab + slabBytes - 4, block(bytes, slab, random) + 8 + random.nextInt(40));
    }

    private int inBlock(ByteBuffer bytes, int slab, Random random) {
        return Math.min(slab + slabBytes - 4, block(bytes, slab, random) + 16 + random.nextInt(160));
    }

    /** About the beginning of a block of the slab at {@code slab}. The first ones are in use. */
    private int block(ByteBuffer bytes, int slab, Random random) {
        int blocks = Math.max(1, Math.min(slabBytes / 16, bytes.getInt(slab + 4)));
        int header = 16 + (blocks + 63) / 64 * 16;
        int block = (slabBytes - header) / blocks & -16;
        return slab + header + block * random.nextInt(random.nextBoolean() ? blocks : Math.min(blocks, 8));
    }

    private static void seal(ByteBuffer head) {
        CRC32C crc = new CRC32C();
        crc.update(head.slice(0, 28));
        crc.update(head.slice(32, 8));
        crc.update(head.slice(44, 36));
        head.putInt(80, (int) crc.getValue());
    }

    private String use(Random random) {
        try (Store store = Store.open(path, options)) {
            return use(store, random);
        } catch (StoreFileException | StoreFullException e) {
            return "refused";
        }
    }

    /** Uses all of a store that was opened: reads and changes it. Returns what became of that. */
    static String use(Store store, Random random) {
        store.verify();
        String end = "sound";
        for (String name : List.copyOf(store.atomNames())) {
            end = use(store, name, random, end);
        }
        store.atomNames().forEach(store::removeAtom);
        store.verify();
        return end;
    }

    private static String use(Store store, String name, Random random, String before) {
        try {
            boolean isKnown = ManyKinds.names().contains(name) && (random.nextBoolean() || ManyKinds.isOfUser(name));
            Version version = isKnown
                    ? ManyKinds.atom(store, name).get()
                    : store.<Version>atom(name).get();
            ManyKinds.read(version);
            ManyKinds.read(ManyKinds.changed(version, random));
            return before;
        } catch (SchemaException e) {
            return "other schema";
        } catch (CodecException e) {
            return "no value";
        }
    }
}

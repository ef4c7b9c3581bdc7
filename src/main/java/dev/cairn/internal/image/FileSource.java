package dev.cairn.internal.image;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.LoadedSlabs;
import dev.cairn.internal.alloc.StoreHead;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.life.FoundNames;
import dev.cairn.internal.memory.FileProblem;
import dev.cairn.internal.memory.FileProblem.Reason;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.UnusedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/** The file of a store, read as bytes of which nothing is believed. Counts, free lists and what a process noted there are not read at all. */
@SuppressWarnings("ByteBufferBackingArray") // each buffer is all of its array
final class FileSource implements LoadSource {
    private final UnusedFile file;
    private final Path path;
    private final StoreHead head;
    private final int roots;
    private final int descriptors;
    private final int longestName;
    private final long most;

    /** Reads the beginning of {@code file}. No name is longer than so many characters, and no more than {@code most} bytes are loaded. */
    FileSource(UnusedFile file, int longestName, long most) throws IOException {
        this.file = file;
        this.path = file.path();
        this.longestName = longestName;
        this.most = most;
        byte[] bytes = new byte[Superblock.HEAD_BYTES];
        int length = (int) Math.min(bytes.length, file.length());
        file.read(0, bytes, length);
        ByteBuffer first = ByteBuffer.wrap(bytes, 0, length).slice().order(ByteOrder.nativeOrder());
        this.head = StoreHead.read(path, first);
        this.roots = first.getInt(Superblock.AT_ROOTS);
        this.descriptors = first.getInt(Superblock.AT_DESCRIPTORS);
        if (!head.wasClosed()) {
            file.requireNotWrittenBy(head.pid());
        }
    }

    @Override
    public ImageHead head() {
        return new ImageHead(head.bits(), head.slabBytes(), head.maxBytes(), head.seed(), new UUID(0, 0), 0);
    }

    @Override
    public FileProblem damaged(String what) {
        return new FileProblem(path, Reason.DAMAGED, "the store " + path + " is damaged: " + what);
    }

    @Override
    public Catalogue load(Memory memory, Allocator allocator) {
        try {
            requireRoom(LoadedSlabs.bytes(memory, allocator, head.frontier()));
            new LoadedSlabs(memory, allocator, head.frontier(), file::read).load();
            FoundNames found = new FoundNames(memory, allocator);
            return new Catalogue(
                    found.names(roots, longestName).stream()
                            .map(name -> new Catalogue.Name(name.name(), name.header(), ""))
                            .toList(),
                    found.descriptors(descriptors),
                    shapes());
        } catch (IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new FileProblem(
                    path, Reason.NOT_ACCESSIBLE, "cannot read the store " + path + ": " + e.getMessage(), e);
        }
    }

    /** Throws unless the file has so many bytes, and so many may be loaded. */
    private void requireRoom(long bytes) throws IOException {
        if (bytes < 0) {
            throw damaged("it claims to have " + head.frontier() + " slabs of " + head.slabBytes()
                    + " bytes, and can have " + head.maxBytes() + " bytes");
        }
        if (bytes > file.length()) {
            throw new FileProblem(
                    path,
                    Reason.TRUNCATED,
                    "the store " + path + " has " + file.length() + " bytes, and claims to have its content in " + bytes
                            + ": the file was cut, or it lies");
        }
        if (bytes > most) {
            throw new FileProblem(
                    path,
                    Reason.OTHER_OPTIONS,
                    "the store " + path + " has its content in " + bytes + " bytes, and at most " + most
                            + " may be copied; if you expect so many, set StoreOptions.maxBytes");
        }
    }

    /** The descriptions of shapes up to the first that is not used. */
    private byte[] shapes() throws IOException {
        byte[] all = new byte[Superblock.SHAPES_MAX * Superblock.SHAPE_BYTES];
        file.read(Superblock.AT_SHAPES, all, all.length);
        int used = 0;
        while (used < all.length && (all[used] | all[used + 1]) != 0) {
            used += Superblock.SHAPE_BYTES;
        }
        return Arrays.copyOf(all, used);
    }

    @Override
    public void close() {
        // who opened the file closes it
    }
}

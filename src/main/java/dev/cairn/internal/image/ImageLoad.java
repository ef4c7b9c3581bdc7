package dev.cairn.internal.image;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.BlockMarks;
import dev.cairn.internal.alloc.LoadedBlocks;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.DescriptorTable;
import dev.cairn.internal.life.DescriptorWriter;
import dev.cairn.internal.memory.FileProblem;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.Shapes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a store of the newest checkpoint in an image. All that the image says is checked before it is used. */
public final class ImageLoad implements AutoCloseable {
    private final ImageReader reader;
    private @Nullable Catalogue catalogue;

    private ImageLoad(ImageReader reader) {
        this.reader = reader;
    }

    /**
     * Opens an image.
     *
     * @throws FileProblem if there is none, or no whole checkpoint in it
     */
    public static ImageLoad open(Path image) {
        return new ImageLoad(ImageReader.open(image));
    }

    /** What the image says of its store. */
    public ImageHead head() {
        return reader.head();
    }

    /** The exception for an image that is damaged: {@code what} says where and how. */
    public FileProblem damaged(String what) {
        return reader.damaged(what);
    }

    /** Fills a fresh store that has no core yet. */
    public void load(Memory memory, Allocator allocator) {
        if (reader.slot().frontier() < 0) {
            throw reader.damaged("it claims to have " + reader.slot().frontier() + " slabs");
        }
        LoadedBlocks blocks = new LoadedBlocks(memory, allocator, reader.slot().frontier());
        Catalogue found = reader.forEach((reference, blockBytes, from, isFresh, bytes, at, length) -> {
            long block = blocks.block(reference, blockBytes);
            if (from > blockBytes - length) {
                throw new IllegalArgumentException("a node is longer than its block");
            }
            if (isFresh) {
                memory.fill(block, blockBytes, (byte) 0);
            }
            memory.copyIn(bytes, at, block + from, length);
        });
        memory.copyIn(found.shapes(), 0, memory.atOffset(Superblock.AT_SHAPES), found.shapes().length);
        if (!Shapes.areDescribed(memory, found.shapes().length / Superblock.SHAPE_BYTES)) {
            throw reader.damaged("its shapes of slots are none");
        }
        catalogue = found;
    }

    /** Checks all nodes to which the names lead, counts their references, and enters the names. The core has done nothing yet. */
    public void attach(Core core) {
        Catalogue found = Objects.requireNonNull(catalogue, "load was not called");
        requireWhole(core, found.names(), found.descriptors().size());
        try {
            core.countLoaded(
                    found.names().stream().mapToInt(Catalogue.Name::header).toArray(), () -> enterAll(core, found));
        } catch (IllegalStateException e) {
            throw reader.damaged(String.valueOf(e.getMessage()));
        }
    }

    private void requireWhole(Core core, List<Catalogue.Name> names, int descriptors) {
        Checking checking = new Checking(core, descriptors);
        Set<String> known = new HashSet<>();
        for (Catalogue.Name name : names) {
            try {
                if (!known.add(name.name())) {
                    throw new IllegalArgumentException("the name is there twice");
                }
                checking.walk(name.header());
            } catch (VersionWalk.Damage | IllegalArgumentException e) {
                throw reader.damaged("in the version of the atom " + name.name() + ", " + e.getMessage());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void enterAll(Core core, Catalogue catalogue) {
        DescriptorTable descriptors = core.descriptors();
        for (String descriptor : catalogue.descriptors()) {
            DescriptorWriter.add(core, descriptor);
        }
        for (Catalogue.Name name : catalogue.names()) {
            int number = name.kind().isEmpty() || descriptors == null ? 0 : DescriptorWriter.add(core, name.kind());
            core.enterRoot(name.name(), name.header(), number);
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Finds damage, and circles. */
    private static final class Checking extends CollectionWalk {
        private final int descriptors;

        Checking(Core core, int descriptors) {
            super(core, new BlockMarks(core.allocator()::blocks), true);
            this.descriptors = descriptors;
        }

        @Override
        void found(int node, long blockBytes, long from, long end) {
            if (Header.isNode(memory, node)) {
                int label = memory.getInt(Header.atLabel(memory, node));
                if (label < 0 || label > descriptors) {
                    throw new Damage(node, "is of the kind " + label + " of " + descriptors);
                }
            }
        }

        @Override
        void foundObject(int node) {
            throw new Damage(node, "stands for a Java object");
        }
    }
}

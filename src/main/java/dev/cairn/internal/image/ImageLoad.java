package dev.cairn.internal.image;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Loaded;
import dev.cairn.internal.memory.FileProblem;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.UnusedFile;
import dev.cairn.internal.node.Shapes;
import dev.cairn.internal.slot.CodecTable;
import dev.cairn.internal.slot.CollectionChecks;
import dev.cairn.internal.slot.DescribedTypes;
import dev.cairn.internal.slot.DescriptorReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a store of the newest checkpoint in an image, or of a store's file. All that the file says is checked before it is used. */
public final class ImageLoad implements AutoCloseable {
    private final LoadSource source;
    private @Nullable Catalogue catalogue;

    private ImageLoad(LoadSource source) {
        this.source = source;
    }

    /**
     * Opens an image.
     *
     * @throws FileProblem if there is none, or no whole checkpoint in it
     */
    public static ImageLoad open(Path image) {
        return new ImageLoad(ImageReader.open(image));
    }

    /**
     * Begins to load the store in {@code file}. No name is longer than so many characters, and no more than {@code most} bytes are copied.
     *
     * @throws FileProblem if it is no store
     */
    public static ImageLoad of(UnusedFile file, int longestName, long most) throws IOException {
        return new ImageLoad(new FileSource(file, longestName, most));
    }

    /** What the file says of its store. */
    public ImageHead head() {
        return source.head();
    }

    /** The exception for a file that is damaged: {@code what} says where and how. */
    public FileProblem damaged(String what) {
        return source.damaged(what);
    }

    /** Fills a fresh store that has no core yet. */
    public void load(Memory memory, Allocator allocator) {
        Catalogue found = source.load(memory, allocator);
        memory.copyIn(found.shapes(), 0, memory.atOffset(Superblock.AT_SHAPES), found.shapes().length);
        if (!Shapes.areDescribed(memory, found.shapes().length / Superblock.SHAPE_BYTES)) {
            throw source.damaged("its shapes of slots are none");
        }
        catalogue = found;
    }

    /** Checks all nodes to which the names lead, counts their references, and enters the names. The core has done nothing yet. */
    public void attach(Core core) {
        Catalogue found = Objects.requireNonNull(catalogue, "load was not called");
        Checking checking = new Checking(core, checks(found));
        requireWhole(checking, found);
        try {
            Loaded.count(
                    core,
                    found.names().stream().mapToInt(Catalogue.Name::header).toArray(),
                    () -> enterAll(core, found));
            checking.checkPlaces();
        } catch (IllegalStateException | VersionWalk.Damage e) {
            throw source.damaged(String.valueOf(e.getMessage()));
        }
    }

    private void requireWhole(Checking checking, Catalogue found) {
        Set<String> known = new HashSet<>();
        for (Catalogue.Name name : found.names()) {
            try {
                if (!known.add(name.name())) {
                    throw new IllegalArgumentException("the name is there twice");
                }
                checking.check(name.header(), name.kind());
            } catch (VersionWalk.Damage | IllegalArgumentException e) {
                throw source.damaged("in the version of the atom " + name.name() + ", " + e.getMessage());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        checking.clearRest();
    }

    private CollectionChecks checks(Catalogue found) {
        try {
            return CodecTable.checks(found.descriptors());
        } catch (IllegalArgumentException e) {
            throw source.damaged("in its list of types, " + e.getMessage());
        }
    }

    private static void enterAll(Core core, Catalogue catalogue) {
        DescribedTypes.addAll(core, catalogue.descriptors());
        for (Catalogue.Name name : catalogue.names()) {
            int number = name.kind().isEmpty() ? 0 : DescribedTypes.add(core, DescriptorReader.read(name.kind()));
            Loaded.enterRoot(core, name.name(), name.header(), number);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}

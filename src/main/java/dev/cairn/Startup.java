package dev.cairn;

import dev.cairn.internal.memory.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Initialises all classes of the library before the first store is made. If a full stack or heap interrupts the static initialiser of a
 * class, the class can never be used again in this JVM. So no operation initialises a class of the library.
 */
final class Startup {
    /*
     * The startup runs in its own thread with an empty stack, while the caller waits. It is no static initialiser, so it can be tried
     * again. Two callers at the same time both run it, which does no harm. Evidence: StartupTest holds the list to the classes;
     * ColdOverflowTest.
     */
    private static final String PACKAGE = "dev.cairn.";

    /** Looks up functions that need native access; without native access no code uses this class. */
    private static final String NATIVE_CALLS = "internal.memory.NativeAccess$Calls";

    /** The classes with static initialisers, in the packages below the leaves. */
    static final List<String> CLASSES = List.of(
            "codec.Codec", // before its implementations, else two threads could wait for each other
            "AbstractVector$1",
            "Atom",
            "BlobKind",
            "Checking",
            "CollectionReferences",
            "Counting",
            "DoubleVector$Kind",
            "Environment$OfProcess",
            "FoldableVersion",
            "IntVector$Kind",
            "LongLongMap$Kind",
            "LongVector$Kind",
            "NestedCodec",
            "OwnChanges$Maker",
            "PortableKinds",
            "ReadableMap$1",
            "RemoteChanges",
            "StoreFileException$Problem",
            "StoreOptions$Defaults",
            "StoredVersions",
            "Watchers",
            "codec.BuiltInCodec",
            "codec.Characters",
            "codec.Codecs",
            "codec.Codecs$Components",
            "codec.HashedText",
            "codec.JdkValues",
            "codec.NumberedClass",
            "codec.Packer",
            "codec.PreparedValue$Packed",
            "codec.SlotAccess",
            "codec.SlotWriter",
            "internal.alloc.BlockMarks",
            "internal.alloc.LoadedSlabs",
            "internal.image.Checking$1",
            "internal.image.CollectionWalk$1",
            "internal.image.MapPlaces$1",
            "internal.image.NodeWalk$1",
            "internal.letter.Draft",
            "internal.letter.Envelope",
            "internal.letter.Envelope$State",
            "internal.letter.Gaps",
            "internal.letter.Lane",
            "internal.letter.Lanes",
            "internal.letter.LetterBatch",
            "internal.letter.LetterNode",
            "internal.letter.MailQueue$Outcome",
            "internal.letter.PostNode",
            "internal.letter.PostQueue",
            "internal.letter.Segment",
            "internal.life.Access",
            "internal.life.Base",
            "internal.life.Candidacy",
            "internal.life.ClosedStores",
            "internal.life.CollectorSignal",
            "internal.life.Crew",
            "internal.life.CrewThread",
            "internal.life.CrewWork",
            "internal.life.Detached",
            "internal.life.Handover",
            "internal.life.HeapObjects$1",
            "internal.life.KeptObjects",
            "internal.life.Labels",
            "internal.life.Labels$Label",
            "internal.life.OpenFlag",
            "internal.life.PinRow",
            "internal.life.Pins",
            "internal.life.Shrinking",
            "internal.life.Stripe",
            "internal.life.Token",
            "internal.life.Tokens",
            "internal.life.TypeLayout",
            "internal.life.TypeLayout$Slot",
            "internal.life.YoungGeneration",
            "internal.memory.FileProblem$Reason",
            "internal.memory.Doorbell",
            "internal.memory.Futex",
            "internal.memory.LockFile",
            "internal.memory.LockWatch",
            "internal.memory.Memory",
            "internal.memory.NativeAccess",
            "internal.memory.NativeAccess$Calls",
            "internal.memory.PrivateFile",
            "internal.memory.Region",
            "internal.memory.SpinLock",
            "internal.memory.StoreFile",
            "internal.memory.StoreFile$Use",
            "internal.memory.SystemProperty",
            "internal.node.Header",
            "internal.node.Kind",
            "internal.node.MapNode",
            "internal.node.Shapes",
            "internal.node.Shapes$1",
            "internal.slot.CodecTable",
            "internal.slot.CollectionCheck$Family",
            "internal.slot.Hash",
            "internal.stored.PlainElements",
            "internal.stream.WrittenVersions",
            "internal.trie.HeapLimit",
            "internal.trie.ClaimableRow",
            "internal.trie.EditLog",
            "internal.trie.blob.Bits",
            "internal.trie.blob.BlobNode",
            "internal.trie.map.Longs",
            "internal.trie.map.MapCopy",
            "internal.trie.map.MapDraft",
            "internal.trie.map.EditBatch",
            "internal.trie.map.EditBatch$Removal",
            "internal.trie.map.MapTable",
            "internal.trie.map.TableDraft",
            "internal.trie.vector.RadixEdit",
            "internal.trie.vector.VectorType",
            "internal.view.ViewKind",
            "message.AnyForm",
            "message.AnyForm$1",
            "message.CollectionForms",
            "message.Decimal",
            "message.Form",
            "message.FormatType",
            "message.Limits",
            "message.MessageOptions",
            "message.MessageTypes",
            "message.NamedForm",
            "message.Nota",
            "message.Scalars",
            "message.WordChunks",
            "message.WordSource$OfSegment",
            "message.Wota",
            "message.WotaInput",
            "message.WotaInput$1",
            "message.WotaReader$1",
            "message.WotaWriter");

    private static volatile boolean done;

    private @Nullable Throwable failure;

    private Startup() {}

    /** Returns when all classes are initialised. */
    static void await() {
        if (!done) {
            new Startup().runAside();
            done = true;
        }
    }

    private void runAside() {
        Thread aside = Thread.ofPlatform()
                .name("cairn-startup")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .unstarted(this::attempt);
        aside.start();
        boolean interrupted = false;
        while (aside.isAlive()) {
            try {
                aside.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IllegalStateException("cannot initialise the library: " + failure, failure);
        }
    }

    private void attempt() {
        try {
            run();
        } catch (Throwable e) {
            failure = e;
        }
    }

    private static void run() throws ClassNotFoundException {
        ClassLoader loader = Startup.class.getClassLoader();
        for (String name : CLASSES) {
            if (!name.equals(NATIVE_CALLS) || Region.callsNative()) {
                Class.forName(PACKAGE + name, true, loader);
            }
        }
        linkOnce();
    }

    /** Uses a lambda, a record and a string concatenation, because their first use initialises classes of the JDK. */
    private static void linkOnce() {
        record Linked(int number, long more, double part, Object any) {}
        Linked linked = new Linked(1, 2, 3, List.of());
        Function<Object, String> described = any -> linked + " and " + any + ", " + linked.hashCode();
        Function<Object, String> plain = Object::toString;
        LongUnaryOperator more = n -> n + 1;
        Supplier<List<Object>> made = ArrayList::new;
        boolean isEqual = linked.equals(new Linked(1, 2, 3, List.of()));
        if (!isEqual
                || described.andThen(plain).apply(more.applyAsLong(1)).isEmpty()
                || !made.get().isEmpty()) {
            throw new AssertionError(linked);
        }
    }
}

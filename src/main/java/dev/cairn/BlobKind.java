package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.stream.ReadVersions;
import dev.cairn.internal.stream.WrittenVersions;
import dev.cairn.internal.trie.blob.BlobBase;
import dev.cairn.internal.trie.blob.BlobBuilder;
import dev.cairn.internal.trie.blob.BlobHash;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.Reference;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The kind of all blobs. */
@SuppressWarnings("serial") // see NestedCodec
final class BlobKind extends NestedCodec<Blob> {
    static final BlobKind OF_BLOBS = new BlobKind();

    private BlobKind() {
        super(Blob.class, List.of());
    }

    @Override
    Blob empty(Core core) {
        return new Blob(BlobBase.empty(core));
    }

    @Override
    Blob make(Core core, int node, @Nullable ScopeState scope) {
        return new Blob(BlobBase.of(core, node, scope));
    }

    @Override
    @Nullable
    Blob makeOnHeap(Core core, int node, @Nullable ScopeState scope) {
        return null;
    }

    @Override
    long hash(Blob version, long seed) {
        return BlobHash.of(version.foldedBase(), seed);
    }

    @Override
    Blob copy(Blob source, Core target, UnaryOperator<Object> nested) {
        BlobBuilder builder = new BlobBuilder(target, source.byteLength());
        try {
            builder.append(source.base);
            return new Blob(builder.build());
        } finally {
            Reference.reachabilityFence(source);
        }
    }

    @Override
    boolean isNear(Blob base, Blob version) {
        return false; // a stream has a blob's pieces, not its differences
    }

    @Override
    void write(Blob base, Blob version, WrittenVersions written, ObjectOutputStream out) throws IOException {
        BlobStream.write(version, written, out);
    }

    @Override
    void remember(Blob version, int number, WrittenVersions written) {
        Blob free = version.base().scope() == null ? version : version.withoutScope();
        written.pieces().add(number, free.base());
    }

    @Override
    Blob read(Blob base, ReadVersions read, ObjectInputStream in) throws IOException {
        return BlobStream.read(base, read, in);
    }
}

package dev.cairn;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.letter.Post;
import dev.cairn.internal.letter.PostFigures;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.HeaderWriter;
import dev.cairn.internal.life.Labels;
import dev.cairn.internal.life.Stripe;
import java.lang.ref.Reference;
import java.util.List;
import java.util.OptionalLong;

/** Lets letters refer to collections. */
final class CollectionReferences extends LetterBridge {
    static {
        LetterBridge.register(new CollectionReferences()); // Startup initialises this class
    }

    @Override
    public Core core(Object store) {
        return ((Store) store).core();
    }

    @Override
    public boolean isStone(Object value) {
        return value instanceof Version;
    }

    @Override
    public Core coreOf(Object stone) {
        return AbstractVersion.of((Version) stone).core();
    }

    @Override
    public boolean isPortable(Object stone) {
        return ((Version) stone).isPortable();
    }

    @Override
    public int number(Core core) {
        int ofFile = Superblock.number(core.memory());
        return ofFile == 0 ? Store.of(core).number() : ofFile;
    }

    @Override
    public Post post(Core core, String name, int capacity, boolean isExact) {
        return Store.of(core).posts().get(name, capacity, isExact);
    }

    @Override
    public boolean removePost(Core core, String name) {
        return Store.of(core).posts().remove(name);
    }

    @Override
    public List<PostFigures> posts(Core core) {
        return Store.of(core).posts().all();
    }

    @Override
    public OptionalLong living(Core core, long process) {
        return Store.of(core).living(process);
    }

    @Override
    public Ready ready(Core core, Object stone) {
        Version version = (Version) stone;
        AbstractVersion<?, ?> inside = AbstractVersion.of(version);
        inside.checkOwn(core);
        inside.base().check();
        if (inside.base().scope() != null) {
            inside.foldedBase();
        }
        return new Referred(NestedCodec.of(version).label(core), inside);
    }

    /** A version and its codec. */
    private record Referred(Labels.Labelled codec, AbstractVersion<?, ?> version) implements Ready {
        @Override
        public int kind() {
            return codec.number();
        }

        @Override
        public int weight() {
            return version.weight();
        }

        @Override
        public int writePending(boolean again) {
            return version.foldElement(again);
        }

        @Override
        public void writeApart() {
            version.foldedBase();
        }

        @Override
        public int keep(Stripe stripe) {
            try {
                return HeaderWriter.attach(version.core(), stripe, codec, version.saveElement(stripe, false));
            } finally {
                Reference.reachabilityFence(version);
            }
        }
    }

    @Override
    public Object revive(Core core, int kind, int node, Source from) {
        NestedCodec<?> codec = Schemas.kind(core, kind);
        if (core.isReadOnly()) {
            return codec.make(core.viewOf(node), node, null);
        }
        return core.change(stripe -> codec.revive(core, stripe, node, owned -> from.own(stripe, owned), core.scope()));
    }
}

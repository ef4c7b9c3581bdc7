package dev.cairn;

import static dev.cairn.InnerCollectionsTest.document;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.map.MapTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small collections that several others have in them have nodes, which these share: they are written twice at most. */
class InnerSharingTest extends StoreTest {
    private static final int MANY = 2_000;
    private static final Codec<Object> STANDARD = Codec.standard();

    @BeforeEach
    void theyMayStayOnTheHeap() {
        assumeTrue(MapTable.LIMIT >= MANY / 2);
    }

    /** A version that becomes an element again has nodes, which all later elements share. */
    @ParameterizedTest
    @EnumSource
    void fromTheSecondTimeOnNodesAreShared(Setting setting) {
        Store store = stores.open(setting);
        shares(store, STANDARD, document(store, 1));
        shares(store, STANDARD, PVector.of(store, STANDARD, document(store, 1), "a text that no slot has room for"));
        shares(store, PMap.codec(Codec.STRING, STANDARD), document(store, 1));
        shares(store, STANDARD, List.of(document(store, 1)));
    }

    private static <C> void shares(Store store, Codec<C> codec, C inner) {
        PVector<C> vector = PVector.of(store, codec, inner, inner).foldedVersion();
        long nodes = Sharing.retained(vector).nodes();
        PVector.Builder<C> builder = vector.toBuilder();
        for (int i = 0; i < MANY; i++) {
            builder.append(inner);
        }
        long more = Sharing.between(vector, builder.build()).rightOnlyNodes();
        // a leaf for some elements, and a node for a list: a document alone has more than ten
        assertTrue(more < 2 * MANY, () -> more + " nodes more than " + nodes);
    }

    /** Versions of a small outer vector that follow one another are all written; the elements that they have in common are, twice at most. */
    @ParameterizedTest
    @EnumSource
    void versionsOfASmallVectorShareWhatTheyHaveInCommon(Setting setting) {
        Store store = stores.open(setting);
        sharesAcrossVersions(
                PVector.of(store, STANDARD, document(store, 0), document(store, 1)),
                (outer) -> outer.append(7L),
                PVector::foldedVersion);
        sharesAcrossVersions(
                PMap.empty(store, Codec.LONG, STANDARD)
                        .put(0L, document(store, 0))
                        .put(1L, document(store, 1)),
                outer -> outer.put((long) outer.size(), "7"),
                PMap::foldedVersion);
    }

    private static <C extends Version> void sharesAcrossVersions(
            C first, Function<C, C> change, Function<C, C> written) {
        List<C> all = new ArrayList<>();
        C next = first;
        for (int i = 0; i < 6; i++) {
            next = change.apply(next);
            all.add(written.apply(next));
        }
        long most = Sharing.retained(all.get(0)).nodes() / 2;
        long last = Sharing.between(all.get(4), all.get(5)).rightOnlyNodes();
        assertTrue(last < most, () -> last + " nodes, at most " + most);
    }

    /** Versions of a large vector with pending edits in common: what the edits have in them is written twice at most. */
    @ParameterizedTest
    @EnumSource
    void pendingEditsInCommonAreWrittenTwiceAtMost(Setting setting) {
        Store store = stores.open(setting);
        PVector<Object> large =
                PVector.from(store, STANDARD, Collections.nCopies(MANY, 1L)).foldedVersion();
        editsAreShared(large.update(70, document(store, 1)), vector -> vector.update(80, 2L));
        editsAreShared(large.insert(70, document(store, 1)), vector -> vector.insert(80, 2L));
        editsAreShared(large.prepend(document(store, 1)), vector -> vector.prepend(2L));
        editsAreShared(large.drop(1).prepend(document(store, 1)), vector -> vector.update(80, 2L));
    }

    private static void editsAreShared(PVector<Object> first, UnaryOperator<PVector<Object>> change) {
        PVector<Object> second = change.apply(first);
        PVector<Object> third = change.apply(second);
        first.foldedVersion();
        PVector<Object> written = second.foldedVersion();
        Store store = first.store();
        long more = Sharing.between(written, third.foldedVersion()).rightOnlyNodes();
        long document = Sharing.retained(document(store, 1).foldedVersion()).nodes();
        // the leaf and the nodes above it, and other entries of the leaf
        assertTrue(more < document, () -> more + " nodes, and the document has " + document);
    }

    /** A vector that is joined behind others again and again: its elements are written twice at most. */
    @ParameterizedTest
    @EnumSource
    void whatIsJoinedOftenIsWrittenTwiceAtMost(Setting setting) {
        Store store = stores.open(setting);
        Codec<PVector<String>> texts = PVector.codec(Codec.STRING);
        PVector<String> inner =
                PVector.from(store, Codec.STRING, Collections.nCopies(8, "a text that no slot has room for"));
        PVector<PVector<String>> large =
                PVector.from(store, texts, Collections.nCopies(MANY, PVector.empty(store, Codec.STRING)));
        PVector<PVector<String>> few = PVector.of(store, texts, inner);
        long before = Sharing.retained(large).nodes();
        PVector<PVector<String>> joined = large;
        for (int i = 0; i < 40; i++) {
            joined = joined.concat(few);
        }
        long more = Sharing.retained(joined).nodes() - before;
        assertTrue(more < 40 * 8 / 4, () -> more + " nodes, and each time there are 8 texts");
    }
}

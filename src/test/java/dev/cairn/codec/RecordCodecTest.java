package dev.cairn.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.internal.slot.SlotCodec;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    private final SlotStore store = new SlotStore();

    record Four(String text, int i) {}

    record Three(long id, Four four, Four again) {}

    record Two(Three three, String between) {}

    record One(boolean b, Two two, String text) {}

    record Nothing() {}

    @SuppressWarnings("ArrayRecordComponent")
    record Many(int... numbers) {}

    record Generic<T>(T value) {}

    record Chain(int value, @Nullable Chain next) {}

    record Loop(Link link) {}

    record Link(@Nullable Loop loop) {}

    record Positive(int value) {
        Positive {
            if (value == 13) {
                throw new IllegalArgumentException("unlucky");
            }
        }

        @Override
        public int value() {
            if (value == 14) {
                throw new IllegalStateException("not told");
            }
            return value;
        }
    }

    record Unboxed(int value) {}

    @Test
    void recordsNestedFourDeepReadBack() {
        var four = new Four("a text that is longer than a slot", 4);
        var value = new One(true, new Two(new Three(3, four, new Four("short", 5)), "\uD800"), "last");
        assertEquals(List.of(value, value), store.roundTrip(Codec.record(One.class), value));
        var slots = SlotCodec.<One>of(Codec.record(One.class));
        assertEquals(1 + (8 + 28 + 28) + 24 + 24, slots.shape().width());
        assertEquals(4, slots.shape().references());
    }

    @Test
    void aRecordOfNothingReadsBack() {
        assertEquals(
                List.of(new Nothing(), new Nothing()), store.roundTrip(Codec.record(Nothing.class), new Nothing()));
    }

    @Test
    void componentsOfAnyTypeAreKept() {
        var many = new Many(1, 2, 3);
        assertTrue(store.roundTrip(Codec.record(Many.class), many).stream()
                .allMatch(back -> Arrays.equals(many.numbers(), back.numbers())));
        for (Generic<?> value :
                List.of(new Generic<Object>(null), new Generic<>(List.of(1)), new Generic<>(new AtomicInteger()))) {
            assertEquals(List.of(value, value), store.roundTrip(Codec.record(Generic.class), value));
        }
        Chain chain = new Chain(1, new Chain(2, new Chain(3, null)));
        assertEquals(List.of(chain, chain), store.roundTrip(Codec.record(Chain.class), chain));
        Loop loop = new Loop(new Link(new Loop(new Link(null))));
        assertEquals(List.of(loop, loop), store.roundTrip(Codec.record(Loop.class), loop));
    }

    @Test
    void aCodecIsNeededForEachComponent() {
        assertRefused("1 codecs for 2 components", () -> Codec.record(Four.class, Codec.STRING));
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void theClassRecordIsNoRecord() {
        assertRefused("not the class of a record", () -> Codec.record((Class) Record.class));
    }

    @Test
    void varargsAndGenericComponentsWorkWithCodecsOfTheirOwn() {
        Codec<int[]> ints = Codec.ofBytes(
                array -> java.nio.ByteBuffer.allocate(4).putInt(array.length).array(),
                bytes -> new int[java.nio.ByteBuffer.wrap(bytes).getInt()]);
        var many = store.roundTrip(Codec.record(Many.class, ints), new Many(1, 2, 3));
        assertEquals(3, many.get(0).numbers().length);
        var generic = new Generic<Object>(null);
        assertEquals(List.of(generic, generic), store.roundTrip(Codec.record(Generic.class, Codec.any()), generic));
    }

    @Test
    void aRecordThatIsTooWideIsRefused() {
        record Wide(String a, String b, String c, String d, String e) {}
        record Wider(Wide a, Wide b, Wide c) {}
        assertRefused("360 bytes with 15 references; at most 1024 and 14", () -> Codec.record(Wider.class));
    }

    @Test
    void nullComponentsAreNamedWithTheirPath() {
        var codec = Codec.record(Two.class);
        var value = new Two(new Three(1, new Four(null, 2), null), "x");
        var e = assertThrows(
                NullPointerException.class, () -> SlotCodec.<Two>of(codec).prepare(value));
        assertTrue(e.getMessage().contains("component three: "), e.getMessage());
        assertTrue(e.getMessage().contains("component four: "), e.getMessage());
        assertTrue(
                e.getMessage()
                        .endsWith(
                                "component text: Codec.STRING has no null; Codec.standard() has, for this component or for the"
                                        + " whole record"),
                e.getMessage());
    }

    @Test
    void whatConstructorAndAccessorThrowIsTheCause() {
        SlotCodec<Positive> slots = SlotCodec.of(Codec.record(Positive.class));
        var untold = assertThrows(CodecException.class, () -> slots.prepare(new Positive(14)));
        assertTrue(untold.getMessage().contains("the accessor value threw"), untold.getMessage());
        assertEquals("not told", untold.getCause().getMessage());

        Codec<Positive> unlucky = Codec.record(Positive.class, thirteen());
        var leaf = store.leaf(unlucky, new Positive(1));
        var e = assertThrows(CodecException.class, leaf::load);
        assertEquals("unlucky", e.getCause().getMessage());
        leaf.drop();
    }

    private static Codec<Integer> thirteen() {
        return Codec.ofBytes(i -> new byte[0], bytes -> 13);
    }

    @Test
    void aCodecOfAnotherTypeThanTheComponentIsRefused() {
        Codec<Unboxed> texts = Codec.record(Unboxed.class, Codec.STRING);
        assertRefused("was given a java.lang.Integer", () -> store.leaf(texts, new Unboxed(1)));
        Codec<Unboxed> lies = Codec.record(Unboxed.class, Codec.<Object>ofBytes(i -> new byte[0], bytes -> "text"));
        var leaf = store.leaf(lies, new Unboxed(1));
        assertSame(
                ClassCastException.class,
                assertThrows(CodecException.class, leaf::load).getCause().getClass());
        leaf.drop();
    }

    private static void assertRefused(String message, org.junit.jupiter.api.function.Executable action) {
        var e = assertThrows(CodecException.class, action);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void codecsThatKeepTheSameInTheSameFormAreEqual() {
        assertEquals(Codec.record(One.class), Codec.record(One.class));
        assertEquals(Codec.record(One.class).hashCode(), Codec.record(One.class).hashCode());
        assertEquals(
                Codec.record(Generic.class, Codec.enumeration(Thread.State.class)),
                Codec.record(Generic.class, Codec.enumeration(Thread.State.class)));
        assertNotEquals(Codec.record(Generic.class, Codec.LONG), Codec.record(Generic.class, Codec.INT));
        assertNotEquals(Codec.record(Nothing.class), Codec.record(One.class));
        assertNotEquals(Codec.enumeration(Thread.State.class), Codec.enumeration(java.util.concurrent.TimeUnit.class));
    }

    /** As tools leave it that remove from classes what says that they are records. */
    private static Object withoutItsAttribute() throws ReflectiveOperationException {
        ClassDesc superclass = ClassDesc.of("java.lang.Record");
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of("dev.cairn.codec.Stripped"),
                        type -> type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                                .withSuperclass(superclass)
                                .withMethodBody(
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void,
                                        ClassFile.ACC_PUBLIC,
                                        code -> code.aload(0)
                                                .invokespecial(
                                                        superclass, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                                .return_())
                                .withMethodBody(
                                        "equals",
                                        MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object),
                                        ClassFile.ACC_PUBLIC,
                                        code -> code.iconst_1().ireturn())
                                .withMethodBody(
                                        "hashCode",
                                        MethodTypeDesc.of(ConstantDescs.CD_int),
                                        ClassFile.ACC_PUBLIC,
                                        code -> code.iconst_1().ireturn())
                                .withMethodBody(
                                        "toString",
                                        MethodTypeDesc.of(ConstantDescs.CD_String),
                                        ClassFile.ACC_PUBLIC,
                                        code -> code.loadConstant("stripped").areturn()));
        return MethodHandles.lookup().defineClass(bytes).getConstructor().newInstance();
    }

    @Test
    void aRecordThatDoesNotSayItsComponentsStaysAnObject() throws ReflectiveOperationException {
        Object stripped = withoutItsAttribute();
        try (Store store = Store.inMemory()) {
            PVector<Object> kept = PVector.of(store, Codec.standard(), stripped, List.of(stripped));
            assertSame(stripped, kept.get(0));
            assertEquals(List.of(stripped), kept.get(1));
        }
    }
}

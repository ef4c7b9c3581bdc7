package dev.cairn.wasm;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.wasm.Parser;
import dev.cairn.LongVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.stored.StoredBridge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes of kernels are made faster, and do the same. */
@Tag("noNative")
class KernelCodeTest extends StoreTest {
    private static final int JVM_MOST = 8000;
    private static final ClassDesc MEMORY = ClassDesc.of("com.dylibso.chicory.runtime.Memory");

    /** A module with a function {@code sum}, which adds up {@code loads} longs that lie side by side from an address on. */
    private static byte[] module(int loads) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(0); // no local variables
        body.writeBytes(new byte[] {0x42, 0}); // i64.const 0
        for (int i = 0; i < loads; i++) {
            body.writeBytes(new byte[] {0x20, 0, 0x29, 0}); // local.get 0, i64.load, alignment
            body.writeBytes(number(8 * i));
            body.write(0x7C); // i64.add
        }
        body.write(0x0B); // end
        return module("sum", new byte[] {1, 0x7F, 1, 0x7E}, body.toByteArray()); // (i32) -> i64
    }

    /** A module with a memory and one function, which has this type: its parameters and its result, each with their number before. */
    static byte[] module(String name, byte[] type, byte[] body) {
        ByteArrayOutputStream module = new ByteArrayOutputStream();
        module.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        section(module, 1, new byte[] {1, 0x60}, type); // one type
        section(module, 3, new byte[] {1, 0}); // one function
        section(module, 5, new byte[] {1, 0, 1}); // one memory
        section(module, 7, new byte[] {1}, number(name.length()), name.getBytes(US_ASCII), new byte[] {0, 0
        }); // exported
        section(module, 10, new byte[] {1}, number(body.length), body);
        return module.toByteArray();
    }

    private static void section(ByteArrayOutputStream module, int kind, byte[]... parts) {
        module.write(kind);
        module.writeBytes(
                number(Arrays.stream(parts).mapToInt(part -> part.length).sum()));
        for (byte[] part : parts) {
            module.writeBytes(part);
        }
    }

    /** LEB128 of a number with a sign, of 14 bits at most. */
    static byte[] signed(int value) {
        return new byte[] {(byte) ((value & 127) | 128), (byte) ((value >> 7) & 127)};
    }

    /** LEB128. */
    static byte[] number(int value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int rest = value;
        while (rest >= 128) {
            bytes.write((rest & 127) | 128);
            rest >>>= 7;
        }
        bytes.write(rest);
        return bytes.toByteArray();
    }

    private static byte[] jar(byte[] module) {
        Map<String, byte[]> kept = new HashMap<>();
        Cache cache = new Cache() {
            @Override
            @SuppressWarnings("NullAway") // so it says that it has nothing
            public byte[] get(String key) {
                return null;
            }

            @Override
            public void putIfAbsent(String key, byte[] made) {
                kept.put("jar", made);
            }
        };
        MachineFactoryCompiler.builder(Parser.parse(module)).withCache(cache).compile();
        return kept.getOrDefault("jar", new byte[0]);
    }

    private static Map<String, Integer> lengths(byte[] bytes) {
        Map<String, Integer> lengths = new HashMap<>();
        for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
            if (method.code().orElse(null) instanceof CodeAttribute code) {
                lengths.put(method.methodName() + method.methodType().stringValue(), code.codeLength());
            }
        }
        return lengths;
    }

    /** A method that the JVM compiles does not become too long for that. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200, 250, 300, 400, 2000})
    void noMethodBecomesTooLong(int loads) throws IOException {
        int changed = 0;
        byte[] module = loads == 1 ? Modules.bytes(Modules.KERNELS) : module(loads);
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar(module)))) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                byte[] before = entry.getName().endsWith(".class") ? in.readAllBytes() : new byte[0];
                if (before.length > 0) {
                    byte[] after = KernelCode.faster(before, false);
                    changed += Arrays.equals(before, after) ? 0 : 1;
                    Map<String, Integer> now = lengths(after);
                    lengths(before)
                            .forEach((method, length) ->
                                    assertTrue(length > JVM_MOST || now.getOrDefault(method, 0) <= JVM_MOST, method));
                }
            }
        }
        assertTrue(changed > 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200, 250, 300, 400, 2000})
    void functionsOfAnySizeReadTheSame(int loads) {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        LongVector vector = LongVector.from(store, LongStream.range(0, 5000).map(i -> i * i + 1));
        var core = StoredBridge.get().core(store);
        int first = (int) core.allocator().slabs().firstOffset();
        int end = (int) core.allocator().slabs().endOffset();
        Window window = Kernel.of(module(loads)).on(store);
        for (int from : new int[] {0, 3, first, first + 5, (first + end) / 2, end - 8 * loads}) {
            if (from >= first || 8L * loads <= core.allocator().slabs().headBytes() - from) {
                long expected = 0;
                for (int i = 0; i < loads; i++) {
                    expected += core.memory().getLong(core.memory().atOffset(from + 8L * i));
                }
                assertEquals(expected, window.callLong("sum", from));
            }
        }
        for (int from :
                new int[] {end - 8 * loads + 1, end, first - 8 * loads, -1, -8, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThrows(KernelTrapException.class, () -> window.callLong("sum", from), () -> "from " + from);
        }
        assertEquals(5000, vector.size());
    }

    /** A function {@code compare} of two numbers that jumps by {@code operation}, and then reads at -8, which traps, if {@code traps}. */
    private static byte[] comparing(int type, int operation, boolean traps) {
        byte[] trap = {0x41, 0x78, 0x28, 0, 0, 0x0F}; // i32.const -8, i32.load, return
        byte[] one = {0x41, 1, 0x0F}; // i32.const 1, return
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                new byte[] {0, 0x20, 0, 0x20, 1, (byte) operation, 0x04, 0x40}); // both parameters, compared, if
        body.writeBytes(traps ? trap : one);
        body.writeBytes(new byte[] {0x0B, 0x41, 0, 0x0B}); // end of if, i32.const 0, end
        return module("compare", new byte[] {2, (byte) type, (byte) type, 1, 0x7F}, body.toByteArray());
    }

    /** Numbers of floating point are compared as such: NaN equals nothing, and 0 equals -0. */
    @ParameterizedTest
    @ValueSource(ints = {0x5B, 0x5C, 0x61, 0x62}) // f32.eq, f32.ne, f64.eq, f64.ne
    void numbersOfFloatingPointDecideJumps(int operation) {
        boolean isDouble = operation >= 0x61;
        boolean isEqual = operation == 0x5B || operation == 0x61;
        int type = isDouble ? 0x7C : 0x7D;
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Window window = Kernel.of(comparing(type, operation, false)).on(store);
        double[][] pairs = {{Double.NaN, Double.NaN}, {0.0, -0.0}, {1, 1}, {1, 2}, {1e30, -1e30}};
        for (double[] pair : pairs) {
            int expected = (pair[0] == pair[1]) == isEqual ? 1 : 0;
            int found = isDouble
                    ? window.callInt("compare", pair[0], pair[1])
                    : window.callInt("compare", (float) pair[0], (float) pair[1]);
            assertEquals(expected, found, () -> Arrays.toString(pair));
        }
        Window trapping = Kernel.of(comparing(type, operation, true)).on(store);
        requireFaster(assertThrows(KernelTrapException.class, () -> {
            Object two = isDouble ? (Object) (isEqual ? 1.0 : 2.0) : (Object) (isEqual ? 1f : 2f);
            trapping.callInt("compare", isDouble ? (Object) 1.0 : (Object) 1f, two);
        }));
    }

    /** As the runtime would, if it had renamed an access: the class is refused at once, and its plain form is used. */
    @Test
    void anAccessThatIsNotKnownIsRefused() throws IOException {
        String name = "OtherFuncGroup_0";
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar)) {
            out.putNextEntry(new JarEntry(name + ".class"));
            out.write(ClassFile.of()
                    .build(
                            ClassDesc.of(name),
                            made -> made.withMethodBody(
                                    "function",
                                    MethodTypeDesc.of(CD_long, MEMORY),
                                    ClassFile.ACC_STATIC,
                                    code -> code.iconst_0()
                                            .iconst_0()
                                            .aload(0)
                                            .invokestatic(
                                                    ClassDesc.of("OtherShaded"),
                                                    "memoryReadWide",
                                                    MethodTypeDesc.of(CD_long, CD_int, CD_int, MEMORY))
                                            .lreturn())));
        }
        KernelLoader loader = new KernelLoader(jar.toByteArray(), false);
        Throwable why =
                assertThrows(BootstrapMethodError.class, loader::machines).getCause();
        assertTrue(why.getMessage().contains("memoryReadWide"), why.getMessage());
    }

    /** A function {@code down} of an int that calls itself so many times, and then does what nothing else does. */
    private static byte[] deep() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 0x20, 0, 0x45, 0x04, 0x7F}); // the parameter, i32.eqz, if with an i32
        body.writeBytes(new byte[] {0x41, 5, 0x41, 2, 0x77}); // 5, 2, i32.rotl
        body.writeBytes(
                new byte[] {0x68, 0x69, 0xB7 - 256, 0x9F - 256, 0xAA - 256}); // ctz, popcnt, to f64, sqrt, to i32
        body.writeBytes(new byte[] {0x41, 0, 0x2D, 0, 0, 0x41, 0, 0x6C, 0x6A}); // the byte at 0, times 0, added
        body.writeBytes(new byte[] {0x05, 0x20, 0, 0x41, 1, 0x6B, 0x10, 0, 0x0B, 0x0B}); // else call with one less
        return module("down", new byte[] {1, 0x7F, 1, 0x7F}, body.toByteArray());
    }

    /** What is linked near the end of the stack is a trap at worst, and works the next time. */
    @Test
    void whatIsFirstDoneNearTheEndOfTheStack() throws Exception {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Window window = Kernel.of(deep()).on(store);
        List<Throwable> failures = new ArrayList<>();
        int[] traps = {0};
        Thread thread = new Thread(
                null,
                () -> {
                    for (int depth = 1 << 14; isTrapped(window, depth); depth -= 2) {
                        traps[0]++;
                    }
                },
                "deep",
                512 * 1024);
        thread.setUncaughtExceptionHandler((_, e) -> failures.add(e));
        thread.start();
        thread.join();
        assertEquals(List.of(), failures);
        assertEquals(1, window.callInt("down", 100));
        assertTrue(traps[0] > 0);
    }

    private static boolean isTrapped(Window window, int depth) {
        try {
            assertEquals(1, window.callInt("down", depth));
            return false;
        } catch (KernelTrapException e) {
            return true;
        }
    }

    @Test
    void theFasterClassesAreUsed() {
        Window window = Modules.kernel("guard").on(stores.open(Setting.STANDARD_PLAIN));
        requireFaster(assertThrows(KernelTrapException.class, () -> window.callLong("load64", -8)));
    }

    static void requireFaster(KernelTrapException e) {
        assertTrue(
                Arrays.stream(e.getStackTrace()).anyMatch(frame -> "kernel".equals(frame.getClassLoaderName())),
                () -> Arrays.toString(e.getStackTrace()));
    }
}

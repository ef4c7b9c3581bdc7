package dev.cairn.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.DoubleVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Modules that can be kernels, and those that can't. */
@Tag("noNative")
class KernelTest extends StoreTest {
    private static final byte[] HEAD = {0, 'a', 's', 'm', 1, 0, 0, 0};

    /** A module with sections: each its number and its content. */
    private static byte[] module(byte[]... sections) {
        byte[] all = HEAD.clone();
        for (byte[] section : sections) {
            int end = all.length;
            all = Arrays.copyOf(all, end + 1 + section.length);
            all[end] = section[0];
            all[end + 1] = (byte) (section.length - 1);
            System.arraycopy(section, 1, all, end + 2, section.length - 1);
        }
        return all;
    }

    private static byte[] memoryImport(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] section = new byte[9 + text.length];
        section[0] = 2;
        section[1] = 1;
        section[2] = 3;
        section[3] = 'e';
        section[4] = 'n';
        section[5] = 'v';
        section[6] = (byte) text.length;
        System.arraycopy(text, 0, section, 7, text.length);
        section[7 + text.length] = 0;
        section[8 + text.length] = 0x7F;
        return section;
    }

    @Test
    void bytesThatAreNoModuleAreRefused() {
        assertThrows(ModuleException.class, () -> Kernel.of(new byte[0]));
        assertThrows(ModuleException.class, () -> Kernel.of(new byte[100]));
        assertThrows(ModuleException.class, () -> Kernel.of(Arrays.copyOf(HEAD, 7)));
        assertEquals(0, Kernel.of(HEAD).functions().size());
    }

    /** A byte is changed, or the end is cut: a module or the named exception. */
    @Test
    void damagedModulesAreRefusedOrWork() {
        Random random = new Random(1);
        byte[] sum = Modules.bytes("sum");
        for (int i = 0; i < 400; i++) {
            byte[] damaged = random.nextInt(5) == 0 ? Arrays.copyOf(sum, random.nextInt(sum.length)) : sum.clone();
            for (int k = random.nextInt(3); k >= 0 && damaged.length > 0; k--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                Kernel.of(damaged).on(stores.shared(Setting.STANDARD_PLAIN));
            } catch (ModuleException e) {
                assertTrue(e.getMessage().length() > 10, e.getMessage());
            }
        }
    }

    @Test
    void anImportThatAKernelDoesNotHaveIsNamed() {
        byte[] functionType = {1, 1, 0x60, 0, 0};
        byte[] functionImport = memoryImport("exit");
        functionImport[functionImport.length - 2] = 0;
        functionImport[functionImport.length - 1] = 0;
        byte[] wanting = module(functionType, functionImport);
        ModuleException e = assertThrows(ModuleException.class, () -> Kernel.of(wanting));
        assertTrue(e.getMessage().contains("env.exit"), e.getMessage());
    }

    @Test
    void dataAtAFixedPlaceIsRefused() {
        byte[] memory = {5, 1, 0, 1};
        byte[] data = {11, 1, 0, 0x41, 16, 0x0B, 3, 1, 2, 3};
        Kernel kernel = Kernel.of(module(memory, data));
        Store store = stores.open();
        ModuleException e = assertThrows(ModuleException.class, () -> kernel.on(store));
        assertTrue(e.getMessage().contains("position independent"), e.getMessage());
        store.verify();
    }

    @Test
    void aTableThatIsTooLargeIsRefused() {
        byte[] table = {4, 1, 0x70, 0, (byte) 0xFF, (byte) 0xFF, 0x7F};
        assertThrows(ModuleException.class, () -> Kernel.of(module(table)).on(stores.open()));
    }

    @Test
    void aModuleInRustReadsAVector() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Window window = Modules.kernel("norm").on(store);
        for (int size : new int[] {0, 1, 32, 33, 5000}) {
            double[] values = IntStream.range(0, size).asDoubleStream().toArray();
            double expected =
                    IntStream.range(0, size).mapToDouble(i -> (double) i * i).sum();
            assertEquals(expected, window.callDouble("squares", DoubleVector.of(store, values)));
        }
    }
}

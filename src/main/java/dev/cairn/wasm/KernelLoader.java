package dev.cairn.wasm;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

/** Has the classes of one kernel, which are those of Chicory made faster. Links their accesses to {@link KernelAccess}, which they cannot see. */
final class KernelLoader extends ClassLoader implements BiFunction<String, MethodType, CallSite> {
    private final Map<String, byte[]> classes = new HashMap<>();

    /** Of the classes in a jar. */
    KernelLoader(byte[] jar, boolean isBanked) throws IOException {
        super("kernel", KernelLoader.class.getClassLoader());
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                String name = entry.getName();
                if (name.endsWith(".class")) {
                    classes.put(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'),
                            KernelCode.faster(in.readAllBytes(), isBanked));
                }
            }
        }
    }

    /** What makes the machine of an instance. Loads all classes. */
    Function<Instance, Machine> machines() throws ReflectiveOperationException {
        Class<?> found = null;
        for (String name : classes.keySet()) {
            Class<?> loaded = Class.forName(name, true, this);
            if (Machine.class.isAssignableFrom(loaded)) {
                found = loaded;
            }
        }
        if (found == null) {
            throw new ClassNotFoundException("no machine among " + classes.keySet());
        }
        var constructor = found.getConstructor(Instance.class);
        return instance -> {
            try {
                return (Machine) constructor.newInstance(instance);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** The method of {@link KernelAccess} with this name. */
    @Override
    public CallSite apply(String name, MethodType type) {
        return new ConstantCallSite(KernelAccess.method(name, type));
    }
}

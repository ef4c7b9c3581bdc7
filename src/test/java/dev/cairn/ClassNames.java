package dev.cairn;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The classes that a compiled class names. */
final class ClassNames {
    private ClassNames() {}

    static Set<String> in(Class<?> type) throws IOException {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream bytes = Objects.requireNonNull(type.getResourceAsStream(file))) {
            Set<String> names = new TreeSet<>();
            for (PoolEntry entry : ClassFile.of().parse(bytes.readAllBytes()).constantPool()) {
                if (entry instanceof ClassEntry known) {
                    names.add(known.asInternalName().replace('/', '.'));
                }
            }
            return names;
        }
    }
}

package dev.cairn.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a compiled class names: types and their packages, and which of its members name {@code java.lang.foreign}.
 *
 * @param name the class
 * @param types all types in its constant pool: code, descriptors, signatures and annotations; not the types that a sealed interface permits
 * @param foreignMembers fields and methods (a lambda counts as its method) that name foreign memory
 * @param isAbstract whether it is an abstract class
 * @param superclass the class that it extends
 */
record ClassUses(
        String name,
        String packageName,
        Set<String> types,
        Set<String> foreignMembers,
        boolean isAbstract,
        String superclass) {
    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("(?<![\\w/$])L((?:[\\w$]+/)+[\\w$]+)[;<]");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");
    private static final String FOREIGN = "java/lang/foreign/";

    /** Reads all classes under a folder, but for the module's descriptor. */
    static List<ClassUses> under(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".class") && !f.endsWith("module-info.class"))
                    .map(ClassUses::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClassUses read(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClassUses of(byte[] bytes) {
        ClassModel model = ClassFile.of().parse(bytes);
        String name = model.thisClass().asInternalName().replace('/', '.');
        boolean isAbstract =
                model.flags().has(AccessFlag.ABSTRACT) && !model.flags().has(AccessFlag.INTERFACE);
        String superclass = model.superclass()
                .map(type -> type.asInternalName().replace('/', '.'))
                .orElse("");
        return new ClassUses(name, packageOf(name), types(model), foreignMembers(model), isAbstract, superclass);
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    /** The packages of all types. */
    Set<String> packages() {
        return types.stream().map(ClassUses::packageOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> types(ClassModel model) {
        Set<String> types = new TreeSet<>();
        Set<String> permitted = permitted(model);
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type && !permitted.contains(type.asInternalName())) {
                addTypes("L" + type.asInternalName() + ";", types);
            } else if (entry instanceof Utf8Entry text) {
                addTypes(text.stringValue(), types);
            }
        }
        return types;
    }

    /** The types that a sealed interface without code permits: its list names them, but it does not use them. */
    private static Set<String> permitted(ClassModel model) {
        boolean hasCode =
                model.methods().stream().anyMatch(method -> method.code().isPresent());
        return hasCode
                ? Set.of()
                : model.findAttribute(Attributes.permittedSubclasses()).stream()
                        .flatMap(list -> list.permittedSubclasses().stream())
                        .map(ClassEntry::asInternalName)
                        .collect(Collectors.toSet());
    }

    private static void addTypes(String text, Set<String> types) {
        TYPE_IN_DESCRIPTOR
                .matcher(text)
                .results()
                .forEach(result -> types.add(result.group(1).replace('/', '.')));
    }

    private static Set<String> foreignMembers(ClassModel model) {
        Set<String> members = new TreeSet<>();
        model.fields().stream()
                .filter(field -> field.fieldType().stringValue().contains(FOREIGN))
                .forEach(field -> members.add(field.fieldName().stringValue()));
        model.methods().stream().filter(ClassUses::namesForeign).forEach(method -> members.add(nameOf(method)));
        return members;
    }

    private static String nameOf(MethodModel method) {
        var lambda = LAMBDA.matcher(method.methodName().stringValue());
        return lambda.matches() ? lambda.group(1) : method.methodName().stringValue();
    }

    private static boolean namesForeign(MethodModel method) {
        return method.methodType().stringValue().contains(FOREIGN)
                || method.code().stream().flatMap(code -> code.elementStream()).anyMatch(ClassUses::namesForeign);
    }

    private static boolean namesForeign(CodeElement element) {
        return switch (element) {
            case InvokeInstruction i ->
                i.owner().asInternalName().startsWith(FOREIGN)
                        || i.type().stringValue().contains(FOREIGN);
            case FieldInstruction i ->
                i.owner().asInternalName().startsWith(FOREIGN)
                        || i.type().stringValue().contains(FOREIGN);
            case InvokeDynamicInstruction i ->
                i.type().stringValue().contains(FOREIGN)
                        || i.bootstrapArgs().toString().contains("MemorySegment");
            case TypeCheckInstruction i -> i.type().asInternalName().contains(FOREIGN);
            case LocalVariable v -> v.type().stringValue().contains(FOREIGN);
            default -> false;
        };
    }
}

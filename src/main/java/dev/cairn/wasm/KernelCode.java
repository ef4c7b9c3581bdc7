package dev.cairn.wasm;

import static java.lang.constant.ConstantDescs.CD_CallSite;
import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_MethodHandles_Lookup;
import static java.lang.constant.ConstantDescs.CD_MethodType;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.CLASS_INIT_NAME;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.ConstantCallSite;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Makes a class of functions faster that Chicory has made of a module. What it does stays the same. */
final class KernelCode {
    /*
     * Chicory makes a static method of each function. It calls a small method for each instruction that is an access to memory, and for many others:
     *
     *     memoryReadLong(base, offset, memory)
     *
     * Three things are made of that.
     *
     *   1. The compiler of the JVM stops inlining when a method has become large, after some twenty accesses. From there on each instruction is
     *      a call, in the loops too, which stand last as a rule. But it goes on inlining what a constant method handle calls. So each such call
     *      becomes an invokedynamic of the same method.
     *   2. An access gets what it needs from local variables, which are loaded when the function begins:
     *
     *     KernelAccess.memoryReadLong(base, offset, memory, nodes, from, bytes, shift, head)
     *
     *      Else the compiler would load it before each access from the heap, since a call may have changed it, even one that is never made. Those
     *      for writes are loaded again when a write says so.
     *   3. A comparison and the jump behind it are instructions of the JVM, see KernelBranch. It has fewer calls to compile then.
     *
     * Such a call is linked when it is first made, and needs much stack for that, but a kernel may be near the end of its stack. A class of the JDK
     * that could not be initialised there would be lost for the whole process. So the initialiser of the class makes each call once. It fails for
     * another runtime, which has other methods.
     *
     * Evidence: KernelCodeTest, and all tests of kernels.
     */
    private static final String RUNTIME = "com/dylibso/chicory/runtime/";
    private static final String OPERATIONS = RUNTIME + "OpcodeImpl";
    private static final String SHADED = "Shaded";
    private static final String GROUP = "FuncGroup";
    private static final String READ = "memoryRead";
    private static final String WRITE = "memoryWrite";
    private static final String WIDEN = "I64_EXTEND_I32_U";
    private static final String OWN = "own";
    private static final String SAME = "same";
    private static final ClassDesc MEMORY = ClassDesc.ofInternalName(RUNTIME + "Memory");
    private static final ClassDesc LINKER = desc(BiFunction.class);
    private static final MethodTypeDesc OWN_TYPE =
            MethodTypeDesc.of(CD_CallSite, CD_MethodHandles_Lookup, CD_String, CD_MethodType);
    private static final MethodTypeDesc SAME_TYPE =
            MethodTypeDesc.of(CD_CallSite, CD_MethodHandles_Lookup, CD_String, CD_MethodType, CD_MethodHandle);

    /** The JVM does not compile a method that is larger. */
    private static final int METHOD_MOST = 8000;

    /** How many bytes longer a write, a read, and any other call become. */
    private static final int WRITE_MORE = 60;

    private static final int READ_MORE = 24;
    private static final int CALL_MORE = 2;

    /** What an access gets from local variables, besides the bytes of the store. */
    private static final List<String> READ_PARTS = List.of("readFrom", "readBytes", "readShift", "readHead");

    private static final List<String> WRITE_PARTS = List.of("writeFrom", "writeBytes", "writeShift");

    private final ClassDesc group;
    private final String shaded;
    private final boolean isBanked;

    /** All calls that are linked when they are first made, each once. */
    private final Set<DynamicCallSiteDesc> sites = new LinkedHashSet<>();

    private KernelCode(ClassModel model, boolean isBanked) {
        this.isBanked = isBanked;
        String name = model.thisClass().asInternalName();
        this.group = model.thisClass().asSymbol();
        this.shaded = name.substring(0, name.indexOf(GROUP)) + SHADED;
    }

    /** The class of {@code bytes}, faster if it has functions. A module that is banked has no range that it reads, so it keeps its accesses. */
    static byte[] faster(byte[] bytes, boolean isBanked) {
        ClassModel model = ClassFile.of().parse(bytes);
        return model.thisClass().asInternalName().contains(GROUP)
                ? new KernelCode(model, isBanked).transformed(model)
                : bytes;
    }

    private byte[] transformed(ClassModel model) {
        ClassTransform methods = (builder, element) -> {
            if (element instanceof MethodModel method) {
                builder.transformMethod(method, (made, part) -> {
                    if (part instanceof CodeAttribute code && isShort(code)) {
                        made.transformCode(code, new Calls(method, code));
                    } else {
                        made.with(part);
                    }
                });
            } else {
                builder.with(element);
            }
        };
        return ClassFile.of().transformClass(model, methods.andThen(ClassTransform.endHandler(this::addLinks)));
    }

    private void addLinks(ClassBuilder builder) {
        builder.withMethodBody(CLASS_INIT_NAME, MTD_void, ClassFile.ACC_STATIC, this::makeEachCall);
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC;
        // return (CallSite) ((BiFunction) lookup.lookupClass().getClassLoader()).apply(name, type);
        builder.withMethodBody(
                OWN,
                OWN_TYPE,
                flags,
                code -> code.aload(0)
                        .invokevirtual(CD_MethodHandles_Lookup, "lookupClass", MethodTypeDesc.of(CD_Class))
                        .invokevirtual(CD_Class, "getClassLoader", MethodTypeDesc.of(desc(ClassLoader.class)))
                        .checkcast(LINKER)
                        .aload(1)
                        .aload(2)
                        .invokeinterface(LINKER, "apply", MethodTypeDesc.of(CD_Object, CD_Object, CD_Object))
                        .checkcast(CD_CallSite)
                        .areturn());
        // return new ConstantCallSite(handle);
        builder.withMethodBody(
                SAME,
                SAME_TYPE,
                flags,
                code -> code.new_(desc(ConstantCallSite.class))
                        .dup()
                        .aload(3)
                        .invokespecial(
                                desc(ConstantCallSite.class), INIT_NAME, MethodTypeDesc.of(CD_void, CD_MethodHandle))
                        .areturn());
    }

    /** Makes each call once, with zeros and nulls. It fails, but for simple ones. */
    private void makeEachCall(CodeBuilder code) {
        for (DynamicCallSiteDesc site : sites) {
            code.trying(
                    made -> {
                        MethodTypeDesc type = site.invocationType();
                        type.parameterList().forEach(parameter -> zero(made, TypeKind.from(parameter)));
                        made.invokedynamic(site);
                        drop(made, TypeKind.from(type.returnType()));
                    },
                    failure -> failure.catching(desc(RuntimeException.class), CodeBuilder::pop));
        }
        code.return_();
    }

    private static void zero(CodeBuilder code, TypeKind kind) {
        switch (kind.asLoadable()) {
            case LONG -> code.lconst_0();
            case FLOAT -> code.fconst_0();
            case DOUBLE -> code.dconst_0();
            case REFERENCE -> code.aconst_null();
            default -> code.iconst_0();
        }
    }

    private static void drop(CodeBuilder code, TypeKind kind) {
        switch (kind.slotSize()) {
            case 1 -> code.pop();
            case 2 -> code.pop2();
            default -> {}
        }
    }

    /** Whether the method will be short enough for the JVM, or was too long before. */
    private boolean isShort(CodeAttribute code) {
        int length = code.codeLength();
        for (CodeElement element : code) {
            if (element instanceof InvokeInstruction call) {
                length += isAccess(call, WRITE) ? WRITE_MORE : isAccess(call, READ) ? READ_MORE : CALL_MORE;
            }
        }
        return length <= METHOD_MOST || code.codeLength() > METHOD_MOST;
    }

    private boolean isAccess(InvokeInstruction call, String kind) {
        return !isBanked
                && call.owner().asInternalName().equals(shaded)
                && call.name().stringValue().startsWith(kind);
    }

    private boolean isOperation(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        return call.opcode() == Opcode.INVOKESTATIC && (owner.equals(shaded) || owner.equals(OPERATIONS));
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    private DynamicCallSiteDesc site(InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        String name = call.name().stringValue();
        return linked(DynamicCallSiteDesc.of(
                link(SAME, SAME_TYPE),
                name,
                type,
                MethodHandleDesc.ofMethod(
                        DirectMethodHandleDesc.Kind.STATIC, call.owner().asSymbol(), name, type)));
    }

    private DynamicCallSiteDesc site(String access, MethodTypeDesc type) {
        return linked(DynamicCallSiteDesc.of(link(OWN, OWN_TYPE), access, type));
    }

    private DynamicCallSiteDesc linked(DynamicCallSiteDesc site) {
        sites.add(site);
        return site;
    }

    private DirectMethodHandleDesc link(String name, MethodTypeDesc type) {
        return MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, group, name, type);
    }

    /** The calls of one method. */
    private final class Calls implements CodeTransform {
        private final boolean hasAccesses;
        private final int memory;
        private final int nodes;

        /** A comparison that was not written yet. */
        private @Nullable InvokeInstruction comparison;

        Calls(MethodModel method, CodeAttribute code) {
            this.hasAccesses = code.elementStream()
                    .anyMatch(e ->
                            e instanceof InvokeInstruction call && (isAccess(call, READ) || isAccess(call, WRITE)));
            this.memory = slot(method.methodTypeSymbol());
            this.nodes = code.maxLocals();
        }

        private static int slot(MethodTypeDesc type) {
            int slot = 0;
            for (ClassDesc parameter : type.parameterList()) {
                if (parameter.equals(MEMORY)) {
                    return slot;
                }
                slot += parameter.equals(CD_long)
                                || parameter.descriptorString().equals("D")
                        ? 2
                        : 1;
            }
            return -1;
        }

        private int write() {
            return nodes + 1;
        }

        private int read() {
            return write() + 2 * WRITE_PARTS.size();
        }

        @Override
        public void atStart(CodeBuilder code) {
            comparison = null; // it may be the second attempt
            if (hasAccesses) {
                code.aload(memory)
                        .invokedynamic(site("nodes", MethodTypeDesc.of(CD_Object, MEMORY)))
                        .astore(nodes);
                load(code, write(), WRITE_PARTS);
                load(code, read(), READ_PARTS);
            }
        }

        /** Loads local variables from {@code local} on. */
        private void load(CodeBuilder code, int local, List<String> parts) {
            for (int i = 0; i < parts.size(); i++) {
                code.aload(memory)
                        .invokedynamic(site(parts.get(i), MethodTypeDesc.of(CD_long, MEMORY)))
                        .lstore(local + 2 * i);
            }
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            InvokeInstruction before = comparison;
            comparison = null;
            if (before != null) {
                if (element instanceof BranchInstruction branch
                        && (branch.opcode() == Opcode.IFNE || branch.opcode() == Opcode.IFEQ)) {
                    KernelBranch.jump(
                            code, before.name().stringValue(), branch.opcode() == Opcode.IFNE, branch.target());
                    return;
                }
                code.invokedynamic(site(before));
            }
            if (element instanceof InvokeInstruction call && isOperation(call)) {
                call(code, call);
            } else {
                code.with(element);
            }
        }

        private void call(CodeBuilder code, InvokeInstruction call) {
            String name = call.name().stringValue();
            if (isAccess(call, READ)) {
                access(code, call, read(), READ_PARTS.size(), call.typeSymbol().returnType());
            } else if (isAccess(call, WRITE)) {
                access(code, call, write(), WRITE_PARTS.size(), CD_boolean);
                Label same = code.newLabel();
                code.ifeq(same);
                load(code, write(), WRITE_PARTS);
                code.labelBinding(same);
            } else if (KernelBranch.isKnown(name)) {
                comparison = call;
            } else if (name.equals(WIDEN)) {
                code.i2l().loadConstant(LinearMemory.UNSIGNED).land();
            } else {
                code.invokedynamic(site(call));
            }
        }

        private void access(CodeBuilder code, InvokeInstruction call, int local, int parts, ClassDesc result) {
            MethodTypeDesc type = call.typeSymbol();
            code.aload(nodes);
            type = type.insertParameterTypes(type.parameterCount(), CD_Object);
            for (int i = 0; i < parts; i++) {
                code.lload(local + 2 * i);
                type = type.insertParameterTypes(type.parameterCount(), CD_long);
            }
            code.invokedynamic(site(call.name().stringValue(), type.changeReturnType(result)));
        }
    }
}

package dev.cairn.wasm;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

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
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a class of functions faster that Chicory has made of a module. What it does stays the same. */
final class KernelCode {
    /*
     * Chicory makes a static method of each function. It calls a small method for each instruction that is an access to memory, and for many others:
     *
     *     memoryReadLong(base, offset, memory)
     *
     * Four things are made of that.
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
     *   3. Accesses that lie side by side, see KernelSpans, are compared once for all of them. If all of them are in the range, each is a load or a store
     *      at the address that the comparison has left in a local variable, which is -1 else.
     *   4. A comparison and the jump behind it are instructions of the JVM, see KernelBranch. It has fewer calls to compile then.
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
    private static final ClassDesc MEMORY = ClassDesc.ofInternalName(RUNTIME + "Memory");

    /** The JVM does not compile a method that is larger. */
    private static final int METHOD_MOST = 8000;

    /** How many bytes longer a write, a read, and any other call become. */
    private static final int WRITE_MORE = 60;

    private static final int READ_MORE = 24;
    private static final int CALL_MORE = 2;

    /** How many bytes more an access becomes that is in a span. The first one has the comparison. */
    private static final int SPAN_MORE = 56;

    /** What an access gets from local variables, besides the bytes of the store. */
    private static final List<String> READ_PARTS = List.of("readFrom", "readBytes", "readShift", "readHead");

    private static final List<String> WRITE_PARTS = List.of("writeFrom", "writeBytes", "writeShift");

    private final KernelLinks links;
    private final String shaded;
    private final boolean isBanked;

    private KernelCode(ClassModel model, boolean isBanked) {
        this.isBanked = isBanked;
        String name = model.thisClass().asInternalName();
        this.links = new KernelLinks(model.thisClass().asSymbol());
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
        return ClassFile.of().transformClass(model, methods.andThen(ClassTransform.endHandler(links::addTo)));
    }

    /** Whether the method will be short enough for the JVM, or was too long before. */
    private boolean isShort(CodeAttribute code) {
        return length(code) <= METHOD_MOST || code.codeLength() > METHOD_MOST;
    }

    /** About how long the method will be, without spans. */
    private int length(CodeAttribute code) {
        int length = code.codeLength();
        for (CodeElement element : code) {
            if (element instanceof InvokeInstruction call) {
                length += isAccess(call, WRITE) ? WRITE_MORE : isAccess(call, READ) ? READ_MORE : CALL_MORE;
            }
        }
        return length;
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

    /** The calls of one method. */
    private final class Calls implements CodeTransform {
        private final boolean hasAccesses;
        private final @Nullable KernelSpans spans;
        private final int memory;
        private int accesses;
        private final int nodes;

        /** A comparison that was not written yet. */
        private @Nullable InvokeInstruction comparison;

        Calls(MethodModel method, CodeAttribute code) {
            this.hasAccesses = code.elementStream()
                    .anyMatch(e ->
                            e instanceof InvokeInstruction call && (isAccess(call, READ) || isAccess(call, WRITE)));
            KernelSpans all = new KernelSpans(code, call -> isAccess(call, READ), call -> isAccess(call, WRITE));
            this.spans = length(code) + all.count() * SPAN_MORE <= METHOD_MOST ? all : null;
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

        /** Where the value of a write in a span waits. */
        private int value() {
            return read() + 2 * READ_PARTS.size();
        }

        private int span(KernelSpans.Span span) {
            return value() + 2 + 2 * span.number;
        }

        @Override
        public void atStart(CodeBuilder code) {
            comparison = null; // it may be the second attempt
            accesses = 0;
            if (hasAccesses) {
                code.aload(memory)
                        .invokedynamic(links.site("nodes", MethodTypeDesc.of(CD_Object, MEMORY)))
                        .astore(nodes);
                load(code, write(), WRITE_PARTS);
                load(code, read(), READ_PARTS);
            }
        }

        /** Loads local variables from {@code local} on. */
        private void load(CodeBuilder code, int local, List<String> parts) {
            for (int i = 0; i < parts.size(); i++) {
                code.aload(memory)
                        .invokedynamic(links.site(parts.get(i), MethodTypeDesc.of(CD_long, MEMORY)))
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
                code.invokedynamic(links.site(before));
            }
            if (element instanceof InvokeInstruction call && isOperation(call)) {
                call(code, call);
            } else {
                code.with(element);
            }
        }

        private void call(CodeBuilder code, InvokeInstruction call) {
            String name = call.name().stringValue();
            if (isAccess(call, READ) || isAccess(call, WRITE)) {
                KernelSpans.Access inSpan = spans == null ? null : spans.access(accesses);
                accesses++;
                if (inSpan == null) {
                    access(code, call);
                } else {
                    access(code, call, inSpan);
                }
            } else if (KernelBranch.isKnown(name)) {
                comparison = call;
            } else if (name.equals(WIDEN)) {
                code.i2l().loadConstant(LinearMemory.UNSIGNED).land();
            } else {
                code.invokedynamic(links.site(call));
            }
        }

        /** An access at the address that the comparison of the span left; if that is -1, as any other. */
        private void access(CodeBuilder code, InvokeInstruction call, KernelSpans.Access inSpan) {
            int span = span(inSpan.span());
            if (inSpan.isFirst()) {
                compare(code, inSpan.span(), isAccess(call, READ) ? read() : write());
            }
            Label apart = code.newLabel();
            Label end = code.newLabel();
            code.lload(span).lconst_0().lcmp().iflt(apart).pop2(); // the offset and the memory
            MethodTypeDesc type = call.typeSymbol();
            if (isAccess(call, READ)) {
                code.pop().aload(nodes).lload(span).loadConstant(inSpan.inSpan());
                type = MethodTypeDesc.of(type.returnType(), CD_Object, CD_long, CD_long);
            } else {
                TypeKind kind = TypeKind.from(type.parameterType(1));
                code.storeLocal(kind, value()).pop().aload(nodes).lload(span).loadConstant(inSpan.inSpan());
                code.loadLocal(kind, value());
                type = MethodTypeDesc.of(CD_void, CD_Object, CD_long, CD_long, type.parameterType(1));
            }
            code.invokedynamic(links.site(call.name().stringValue(), type))
                    .goto_(end)
                    .labelBinding(apart);
            access(code, call);
            code.labelBinding(end);
        }

        /** Compares all of the span with the range in the variables from {@code local} on. */
        private void compare(CodeBuilder code, KernelSpans.Span span, int local) {
            code.iload(span.local).loadConstant(span.least).loadConstant(span.most);
            code.lload(local).lload(local + 2).lload(local + 4);
            code.invokedynamic(links.site(
                            "span", MethodTypeDesc.of(CD_long, CD_int, CD_long, CD_long, CD_long, CD_long, CD_long)))
                    .lstore(span(span));
        }

        private void access(CodeBuilder code, InvokeInstruction call) {
            if (isAccess(call, READ)) {
                access(code, call, read(), READ_PARTS.size(), call.typeSymbol().returnType());
            } else {
                access(code, call, write(), WRITE_PARTS.size(), CD_boolean);
                Label same = code.newLabel();
                code.ifeq(same);
                load(code, write(), WRITE_PARTS);
                code.labelBinding(same);
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
            code.invokedynamic(links.site(call.name().stringValue(), type.changeReturnType(result)));
        }
    }
}

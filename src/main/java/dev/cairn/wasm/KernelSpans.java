package dev.cairn.wasm;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.PseudoInstruction;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The accesses of a method whose addresses differ by constants, and which run one after another: one comparison is enough for all of them. */
final class KernelSpans {
    /*
     * The instructions are followed in order. A number is some unknown number plus a constant, modulo 2^32, and two loads of a local variable to which
     * nothing was stored between them give the same unknown number. What is not followed is a new unknown number. At a label all is forgotten, as it is
     * not known from where the code comes. So the first access of a span always runs before the others.
     *
     * A mistake here would be a kernel that computes something else. It would not leave its range: the bytes that are compared and the bytes that are
     * accessed are counted from the same variable.
     *
     * Evidence: KernelSpansTest, WriteGuardTest.
     */
    /** A constant is smaller. No range begins at a lower address, so no base and constant of an access in the range are below 0, where they would wrap. */
    static final int FAR = 1 << 16;

    private record Unknown(int id, boolean isWide) {}

    /** An int: {@code plus}, and the unknown number if there is one. */
    private record Value(@Nullable Unknown unknown, int plus) {}

    private record Key(boolean isWrite, Unknown unknown) {}

    /** Accesses to the bytes from {@link #least} to {@link #most}, counted from the int in the variable {@link #local} at the first of them. */
    static final class Span {
        final int local;
        private final int plus;
        private int count;
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;

        /** Its number among those with several accesses. */
        int number;

        private Span(int local, int plus) {
            this.local = local;
            this.plus = plus;
        }
    }

    /** An access of {@code span}, whose bytes begin {@code offset} bytes from where the variable says. */
    record Access(Span span, long offset, boolean isFirst) {
        /** Where its bytes begin in the span. */
        long inSpan() {
            return offset - span.least;
        }
    }

    private final List<@Nullable Access> accesses = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final Deque<Value> stack = new ArrayDeque<>();
    private final Map<Integer, Value> locals = new HashMap<>();
    private final Map<Key, Span> open = new HashMap<>();
    private int unknowns;

    /** Those of {@code code}. */
    KernelSpans(CodeAttribute code, Predicate<InvokeInstruction> isRead, Predicate<InvokeInstruction> isWrite) {
        for (CodeElement element : code) {
            if (element instanceof InvokeInstruction call && (isRead.test(call) || isWrite.test(call))) {
                access(call, isWrite.test(call));
            } else {
                follow(element);
            }
        }
    }

    /** The access number {@code n} of the method, if it is one of several in a span; else null. */
    @Nullable
    Access access(int n) {
        Access access = accesses.get(n);
        return access == null || access.span.count == 1 ? null : access;
    }

    /** How many accesses are in a span with others. */
    int count() {
        return spans.stream().mapToInt(span -> span.count).sum();
    }

    private void access(InvokeInstruction call, boolean isWrite) {
        pop(); // the memory
        Value offset = pop();
        if (isWrite) {
            pop();
        }
        Value base = pop();
        accesses.add(member(isWrite, base, offset, bytes(call)));
        if (!isWrite) {
            stack.push(unknown(TypeKind.from(call.typeSymbol().returnType())));
        }
    }

    private @Nullable Access member(boolean isWrite, Value base, Value offset, int bytes) {
        if (base.unknown == null || offset.unknown != null || offset.plus < 0 || offset.plus > FAR) {
            return null;
        }
        Key key = new Key(isWrite, base.unknown);
        Span span = open.get(key);
        if (span == null) {
            span = begin(base.unknown);
        }
        if (span == null || Math.abs((long) (base.plus - span.plus)) > FAR) {
            return null;
        }
        open.put(key, span);
        long from = (long) (base.plus - span.plus) + offset.plus;
        span.least = Math.min(span.least, from);
        span.most = Math.max(span.most, from + bytes);
        if (++span.count == 2) {
            span.number = spans.size();
            spans.add(span);
        }
        return new Access(span, from, span.count == 1);
    }

    /** A span counted from a variable that has this number now, plus something. */
    private @Nullable Span begin(Unknown number) {
        for (Map.Entry<Integer, Value> local : locals.entrySet()) {
            if (number.equals(local.getValue().unknown)) {
                return new Span(local.getKey(), local.getValue().plus);
            }
        }
        return null;
    }

    /** How many bytes an access has, by its name. */
    private static int bytes(InvokeInstruction call) {
        String name = call.name().stringValue();
        if (name.endsWith("Byte")) {
            return Byte.BYTES;
        }
        if (name.endsWith("Short")) {
            return Short.BYTES;
        }
        return name.endsWith("Int") || name.endsWith("Float") ? Integer.BYTES : Long.BYTES;
    }

    private void follow(CodeElement element) {
        switch (element) {
            case LabelTarget _ -> forget();
            case PseudoInstruction _ -> {}
            case LoadInstruction load ->
                stack.push(load.typeKind() == TypeKind.INT ? local(load.slot()) : unknown(load.typeKind()));
            case StoreInstruction store -> store(store.slot(), store.typeKind(), pop());
            case IncrementInstruction more ->
                store(more.slot(), TypeKind.INT, sum(local(more.slot()), new Value(null, more.constant())));
            case ConstantInstruction constant ->
                stack.push(
                        constant.constantValue() instanceof Integer value
                                ? new Value(null, value)
                                : unknown(constant.typeKind()));
            case OperatorInstruction operator -> operate(operator);
            case ConvertInstruction convert -> {
                pop();
                stack.push(unknown(convert.toType()));
            }
            case StackInstruction moves -> move(moves.opcode());
            case InvokeInstruction call -> call(call);
            case BranchInstruction branch
            when pops(branch.opcode()) > 0 -> {
                for (int i = pops(branch.opcode()); i > 0; i--) {
                    pop();
                }
            }
            default -> forget();
        }
    }

    private void operate(OperatorInstruction operator) {
        Value last = pop();
        switch (operator.opcode()) {
            case IADD -> stack.push(sum(pop(), last));
            case INEG, LNEG, FNEG, DNEG -> stack.push(unknown(operator.typeKind()));
            case ARRAYLENGTH -> stack.push(unknown(TypeKind.INT));
            case LCMP, FCMPL, FCMPG, DCMPL, DCMPG -> {
                pop();
                stack.push(unknown(TypeKind.INT));
            }
            default -> {
                pop();
                stack.push(unknown(operator.typeKind()));
            }
        }
    }

    private void move(Opcode operation) {
        Value top = pop();
        boolean isOne = operation == (isWide(top) ? Opcode.DUP2 : Opcode.DUP);
        if (isOne) {
            stack.push(top);
            stack.push(top);
        } else if (operation != (isWide(top) ? Opcode.POP2 : Opcode.POP)) {
            forget();
        }
    }

    private static boolean isWide(Value number) {
        return number.unknown != null && number.unknown.isWide;
    }

    private void call(InvokeInstruction call) {
        boolean hasObject = call.opcode() != Opcode.INVOKESTATIC;
        for (int i = call.typeSymbol().parameterCount() + (hasObject ? 1 : 0); i > 0; i--) {
            pop();
        }
        if (TypeKind.from(call.typeSymbol().returnType()) != TypeKind.VOID) {
            stack.push(unknown(TypeKind.from(call.typeSymbol().returnType())));
        }
    }

    /** How many values a conditional jump takes from the stack; 0 for all others. */
    private static int pops(Opcode jump) {
        return switch (jump) {
            case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> 1;
            case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE, IF_ACMPEQ, IF_ACMPNE -> 2;
            default -> 0;
        };
    }

    private Value sum(Value a, Value b) {
        if (a.unknown != null && b.unknown != null) {
            return unknown(TypeKind.INT);
        }
        return new Value(a.unknown == null ? b.unknown : a.unknown, a.plus + b.plus);
    }

    private Value unknown(TypeKind kind) {
        return new Value(new Unknown(unknowns++, kind.slotSize() == 2), 0);
    }

    /** What was put before the last label is an unknown number, which may be wide. */
    private Value pop() {
        return stack.isEmpty() ? unknown(TypeKind.INT) : stack.pop();
    }

    private Value local(int slot) {
        return locals.computeIfAbsent(slot, _ -> unknown(TypeKind.INT));
    }

    private void store(int slot, TypeKind kind, Value value) {
        locals.put(slot, value);
        if (kind.slotSize() == 2) {
            locals.remove(slot + 1);
        }
    }

    private void forget() {
        stack.clear();
        locals.clear();
        open.clear();
    }
}

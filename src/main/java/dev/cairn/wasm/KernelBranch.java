package dev.cairn.wasm;

import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/** A comparison whose result decides a jump: an instruction of the JVM in place of a call that makes 0 or 1. */
final class KernelBranch {
    private static final String INT = "I32_";
    private static final String LONG = "I64_";
    private static final String UNSIGNED = "_U";
    private static final MethodTypeDesc INTS = MethodTypeDesc.of(CD_int, CD_int, CD_int);
    private static final MethodTypeDesc LONGS = MethodTypeDesc.of(CD_int, CD_long, CD_long);

    private KernelBranch() {}

    /** Whether {@link #jump} can be made of the operation, which may also be one of floating point. */
    static boolean isKnown(String operation) {
        boolean isOfInts = operation.startsWith(INT) && !operation.endsWith("_S");
        return (isOfInts || operation.startsWith(LONG)) && jumpIf(operation) != null;
    }

    /** Jumps to {@code target} if what is compared by {@code operation} is as that says, or if not. */
    static void jump(CodeBuilder code, String operation, boolean wanted, Label target) {
        Opcode jump = jumpIf(operation);
        if (jump == null) {
            throw new IllegalArgumentException(operation);
        }
        compare(code, operation);
        code.branch(wanted ? jump : opposite(jump), target);
    }

    /** Makes an int that compares to 0 as the operands to one another. */
    private static void compare(CodeBuilder code, String operation) {
        boolean isInt = operation.startsWith(INT);
        if (operation.endsWith(UNSIGNED)) {
            code.invokestatic(isInt ? CD_Integer : CD_Long, "compareUnsigned", isInt ? INTS : LONGS);
        } else if (operation.endsWith("EQZ")) {
            if (!isInt) {
                code.lconst_0().lcmp();
            }
        } else if (isInt) {
            code.isub(); // for equality only
        } else {
            code.lcmp();
        }
    }

    private static @Nullable Opcode jumpIf(String operation) {
        return switch (operation.substring(Math.min(INT.length(), operation.length()))) {
            case "EQZ", "EQ" -> Opcode.IFEQ;
            case "NE" -> Opcode.IFNE;
            case "LT_U", "LT_S" -> Opcode.IFLT;
            case "GT_U", "GT_S" -> Opcode.IFGT;
            case "LE_U", "LE_S" -> Opcode.IFLE;
            case "GE_U", "GE_S" -> Opcode.IFGE;
            default -> null;
        };
    }

    private static Opcode opposite(Opcode jump) {
        return switch (jump) {
            case IFEQ -> Opcode.IFNE;
            case IFNE -> Opcode.IFEQ;
            case IFLT -> Opcode.IFGE;
            case IFGE -> Opcode.IFLT;
            case IFGT -> Opcode.IFLE;
            default -> Opcode.IFGT;
        };
    }
}

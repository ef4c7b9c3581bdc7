package dev.cairn.wasm;

import static java.lang.constant.ConstantDescs.CD_CallSite;
import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_MethodHandles_Lookup;
import static java.lang.constant.ConstantDescs.CD_MethodType;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.CLASS_INIT_NAME;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.ConstantCallSite;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiFunction;

/** The calls of a class of kernels that are linked when they are first made: to {@link KernelAccess}, or to what they called before. */
final class KernelLinks {
    /*
     * Linking needs much stack, but a kernel may be near the end of its stack. A class of the JDK that could not be initialised there would be lost for
     * the whole process. So the initialiser of the class makes each call once. It fails for another runtime, which has other methods.
     */
    private static final String OWN = "own";
    private static final String SAME = "same";
    private static final ClassDesc LINKER = desc(BiFunction.class);
    private static final MethodTypeDesc OWN_TYPE =
            MethodTypeDesc.of(CD_CallSite, CD_MethodHandles_Lookup, CD_String, CD_MethodType);
    private static final MethodTypeDesc SAME_TYPE =
            MethodTypeDesc.of(CD_CallSite, CD_MethodHandles_Lookup, CD_String, CD_MethodType, CD_MethodHandle);

    private final ClassDesc group;

    /** All calls, each once. */
    private final Set<DynamicCallSiteDesc> sites = new LinkedHashSet<>();

    /** Of the class {@code group}. */
    KernelLinks(ClassDesc group) {
        this.group = group;
    }

    /** Adds to the class what its calls need. */
    void addTo(ClassBuilder builder) {
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

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /** A call of the method that {@code call} calls. */
    DynamicCallSiteDesc site(InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        String name = call.name().stringValue();
        return linked(DynamicCallSiteDesc.of(
                link(SAME, SAME_TYPE),
                name,
                type,
                MethodHandleDesc.ofMethod(
                        DirectMethodHandleDesc.Kind.STATIC, call.owner().asSymbol(), name, type)));
    }

    /** A call of a method of {@link KernelAccess}. */
    DynamicCallSiteDesc site(String access, MethodTypeDesc type) {
        return linked(DynamicCallSiteDesc.of(link(OWN, OWN_TYPE), access, type));
    }

    private DynamicCallSiteDesc linked(DynamicCallSiteDesc site) {
        sites.add(site);
        return site;
    }

    private DirectMethodHandleDesc link(String name, MethodTypeDesc type) {
        return MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, group, name, type);
    }
}

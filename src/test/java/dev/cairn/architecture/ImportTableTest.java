package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("tree")
class ImportTableTest {
    private static final ImportTable PLANTED = ImportTable.parse(List.of(
            "| `dev.cairn.low` | | no | yes |",
            "| `dev.cairn.high` | `dev.cairn.low` | no | `chunks` |",
            "| `dev.cairn.edge` | `dev.cairn.high` | yes | no |"));

    @Test
    void theCompiledClassesKeepToTheTable() {
        var table = ImportTable.read(Path.of("docs/architecture.md"));
        var library = ClassUses.under(Path.of("target/classes"));
        var tool = ClassUses.under(Path.of("target/tool-classes"));
        assertFalse(library.isEmpty() || tool.isEmpty());
        assertEquals(List.of(), table.faults());
        assertEquals(List.of(), table.violations(library));
        assertEquals(List.of(), table.violations(tool));
    }

    @Test
    void importingDownIsAllowed() {
        assertEquals(List.of(), PLANTED.violations(List.of(calling("dev.cairn.high.A", "run", "dev.cairn.low.B"))));
    }

    @Test
    void importingUpIsAViolation() {
        assertViolation(
                "dev.cairn.low.A imports dev.cairn.high", calling("dev.cairn.low.A", "run", "dev.cairn.high.B"));
    }

    @Test
    void importingALeafIsAViolation() {
        assertViolation(
                "dev.cairn.high.A imports dev.cairn.edge", calling("dev.cairn.high.A", "run", "dev.cairn.edge.B"));
    }

    @Test
    void aPackageWithoutARowIsAViolation() {
        assertViolation(
                "dev.cairn.odd.A is in dev.cairn.odd, which has no row",
                calling("dev.cairn.odd.A", "run", "dev.cairn.low.B"));
    }

    @Test
    void foreignMemoryIsNamedOnlyWhereTheTableSays() {
        String segment = "java.lang.foreign.MemorySegment";
        var allowed =
                List.of(calling("dev.cairn.low.A", "run", segment), calling("dev.cairn.high.A", "chunks", segment));
        assertEquals(List.of(), PLANTED.violations(allowed));
        assertViolation("dev.cairn.high.A.run names java.lang.foreign", calling("dev.cairn.high.A", "run", segment));
        assertViolation(
                "dev.cairn.edge.A.chunks names java.lang.foreign", calling("dev.cairn.edge.A", "chunks", segment));
    }

    @Test
    void aRowThatNamesARowBelowOrALeafIsAFault() {
        var table = ImportTable.parse(List.of(
                "| `dev.cairn.a` | `dev.cairn.b` | yes | no |",
                "| `dev.cairn.b` | `dev.cairn.a` | no | no |",
                "| `dev.cairn.c` | `dev.cairn.a` | yes | no |"));
        assertEquals(
                List.of(
                        "dev.cairn.a may import dev.cairn.b, which has no row above it",
                        "dev.cairn.b may import the leaf dev.cairn.a"),
                table.faults());
    }

    private static void assertViolation(String expected, ClassUses uses) {
        assertEquals(List.of(expected), PLANTED.violations(List.of(uses)));
    }

    /** A class whose one method calls a method of the other class. */
    private static ClassUses calling(String caller, String method, String callee) {
        var type = MethodTypeDesc.of(ConstantDescs.CD_void);
        return ClassUses.of(ClassFile.of()
                .build(
                        ClassDesc.of(caller),
                        c -> c.withMethodBody(
                                method,
                                type,
                                ClassFile.ACC_STATIC,
                                code -> code.invokestatic(ClassDesc.of(callee), "called", type)
                                        .return_())));
    }
}

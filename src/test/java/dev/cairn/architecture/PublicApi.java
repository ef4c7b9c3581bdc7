package dev.cairn.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/**
 * The types and methods that a source file shows to a user, and which of them have no Javadoc.
 *
 * <p>Javac's own lint can ask for a comment only together with a tag for every parameter, which repeats the signature.
 */
final class PublicApi extends TreePathScanner<Void, Void> {
    private final DocTrees docs;
    private final List<String> undocumented = new ArrayList<>();

    private PublicApi(DocTrees docs) {
        this.docs = docs;
    }

    static List<String> undocumented(List<Path> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var api = new PublicApi(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                api.scan(unit, null);
            }
            return api.undocumented;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
        if (!isShown(type.getModifiers())) {
            return null;
        }
        require(type.getSimpleName().toString());
        return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
        boolean inherits = method.getModifiers().getAnnotations().stream()
                .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
        if (isShown(method.getModifiers()) && !inherits) {
            require(typeAround() + "." + method.getName());
        }
        return null;
    }

    private void require(String name) {
        if (docs.getDocComment(getCurrentPath()) == null) {
            undocumented.add(name);
        }
    }

    private String typeAround() {
        return ((ClassTree) getCurrentPath().getParentPath().getLeaf())
                .getSimpleName()
                .toString();
    }

    /** Whether it is public or protected, or a member of an interface, which is public unsaid. */
    private boolean isShown(ModifiersTree modifiers) {
        if (modifiers.getFlags().contains(Modifier.PRIVATE)) {
            return false;
        }
        TreePath parent = getCurrentPath().getParentPath();
        return modifiers.getFlags().contains(Modifier.PUBLIC)
                || modifiers.getFlags().contains(Modifier.PROTECTED)
                || parent.getLeaf().getKind() == Tree.Kind.INTERFACE;
    }
}

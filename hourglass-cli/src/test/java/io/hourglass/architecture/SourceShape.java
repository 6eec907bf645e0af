package io.hourglass.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/** Reads sources with javac's own parser and notes how long and how wide they are, and what breaks a limit. */
final class SourceShape extends TreePathScanner<Void, CompilationUnitTree> {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 40;
    private static final int KERNEL_LINES = 80;
    private static final int PARAMETERS = 7;
    /** Inner loops over four plain rows, their factors and a sum: what C2 vectorises (see RowProduct). */
    private static final int KERNEL_PARAMETERS = 9;

    private static final int COMPONENTS = 6;

    final List<Integer> fileLines = new ArrayList<>();
    final List<Integer> methodLines = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    private final DocTrees trees;

    private SourceShape(DocTrees trees) {
        this.trees = trees;
    }

    static SourceShape of(Collection<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var sources = manager.getJavaFileObjectsFromPaths(files);
            JavacTask task = (JavacTask) compiler.getTask(null, manager, null, null, null, sources);
            SourceShape shape = new SourceShape(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                shape.scan(unit, unit);
            }
            return shape;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Void visitCompilationUnit(CompilationUnitTree unit, CompilationUnitTree same) {
        int lines = endLine(unit, unit);
        fileLines.add(lines);
        limit(unit, unit, "the file", lines, FILE_LINES, "lines");
        return super.visitCompilationUnit(unit, same);
    }

    @Override
    public Void visitClass(ClassTree type, CompilationUnitTree unit) {
        boolean documented = trees.getDocComment(getCurrentPath()) != null;
        if (type.getModifiers().getFlags().contains(Modifier.PUBLIC) && !documented) {
            violations.add(place(unit, type) + " public type " + type.getSimpleName() + " has no Javadoc");
        }
        if (type.getKind() == Tree.Kind.RECORD) {
            // A record has no instance fields but its components.
            long components = type.getMembers().stream()
                    .filter(member -> member instanceof VariableTree field
                            && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .count();
            limit(unit, type, "record " + type.getSimpleName(), components, COMPONENTS, "components");
        }
        return super.visitClass(type, unit);
    }

    @Override
    public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
        int lines = endLine(unit, method) - startLine(unit, method) + 1;
        methodLines.add(lines);
        String name = "method " + method.getName();
        limit(unit, method, name, lines, isKernel(unit) ? KERNEL_LINES : METHOD_LINES, "lines");
        int parameters = unit.getPackageName().toString().endsWith(".kernel") ? KERNEL_PARAMETERS : PARAMETERS;
        limit(unit, method, name, method.getParameters().size(), parameters, "parameters");
        return super.visitMethod(method, unit);
    }

    private static boolean isKernel(CompilationUnitTree unit) {
        Set<String> segments = Set.of(String.valueOf(unit.getPackageName()).split("\\."));
        return segments.contains("engine") || segments.contains("codec");
    }

    private void limit(CompilationUnitTree unit, Tree tree, String what, long found, int most, String unitOfCount) {
        if (found > most) {
            violations.add(place(unit, tree) + " " + what + " has " + found + " " + unitOfCount + ", at most " + most);
        }
    }

    private String place(CompilationUnitTree unit, Tree tree) {
        return Path.of(unit.getSourceFile().getName()).normalize() + ":" + startLine(unit, tree);
    }

    private int startLine(CompilationUnitTree unit, Tree tree) {
        return line(unit, trees.getSourcePositions().getStartPosition(unit, tree));
    }

    private int endLine(CompilationUnitTree unit, Tree tree) {
        return line(unit, trees.getSourcePositions().getEndPosition(unit, tree));
    }

    private static int line(CompilationUnitTree unit, long position) {
        return (int) unit.getLineMap().getLineNumber(Math.max(0, position));
    }
}

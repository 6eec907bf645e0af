package io.hourglass.interop.jar;

import io.hourglass.data.table.Column;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.use.RowModel;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The two classes of a plain scorer, for Java 17: the scorer with {@code score}, {@code anomaly}, {@code encode} and {@code reconstruct}, and
 * its {@code Row} with a field a column: double, String, or float[] for an image.
 */
final class ScorerClasses {
    /** Where the model lies beside the class. */
    static final String MODEL = "model.hg";

    private static final String ROW_MODEL = Type.getInternalName(RowModel.class);
    private static final String OBJECT = "java/lang/Object";
    private static final String CELLS = "()[Ljava/lang/Object;";

    private final String scorer;
    private final String row;
    private final List<Column> columns;
    private final List<String> fields;

    /**
     * @param name the class, for instance {@code com.acme.Scorer}
     * @param schema the model's columns
     */
    ScorerClasses(String name, Schema schema) {
        this.scorer = name.replace('.', '/');
        this.row = scorer + "$Row";
        this.columns = schema.columns();
        this.fields = FieldNames.of(schema.names());
    }

    /** Where the classes and the model lie in a jar, the last part being the scorer's name. */
    String path() {
        return scorer;
    }

    private static ClassWriter started(String name) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, name, null, OBJECT, null);
        return writer;
    }

    private void nest(ClassWriter writer) {
        writer.visitInnerClass(row, scorer, "Row", Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL);
    }

    private static MethodVisitor method(ClassWriter writer, int access, String name, String descriptor) {
        MethodVisitor method = writer.visitMethod(access, name, descriptor, null, null);
        method.visitCode();
        return method;
    }

    private static void end(MethodVisitor method, int instruction) {
        method.visitInsn(instruction);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    private static MethodVisitor constructor(ClassWriter writer) {
        MethodVisitor method = method(writer, Opcodes.ACC_PUBLIC, "<init>", "()V");
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        return method;
    }

    /** The scorer: opens the model that lies beside it and hands rows on as arrays. */
    byte[] scorer() {
        ClassWriter writer = started(scorer);
        writer.visitNestMember(row);
        nest(writer);
        String model = "L" + ROW_MODEL + ";";
        writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "model", model, null, null);
        MethodVisitor open = constructor(writer);
        open.visitVarInsn(Opcodes.ALOAD, 0);
        open.visitLdcInsn(Type.getObjectType(scorer));
        open.visitLdcInsn(MODEL);
        open.visitMethodInsn(
                Opcodes.INVOKESTATIC, ROW_MODEL, "resource", "(Ljava/lang/Class;Ljava/lang/String;)" + model, false);
        open.visitFieldInsn(Opcodes.PUTFIELD, scorer, "model", model);
        end(open, Opcodes.RETURN);
        end(handing(writer, "score", "D", "D"), Opcodes.DRETURN);
        end(handing(writer, "anomaly", "Z", "Z"), Opcodes.IRETURN);
        end(handing(writer, "encode", "[F", "[F"), Opcodes.ARETURN);
        MethodVisitor rebuilding = handing(writer, "reconstruct", "[Ljava/lang/Object;", "L" + row + ";");
        rebuilding.visitMethodInsn(Opcodes.INVOKESTATIC, row, "of", "([Ljava/lang/Object;)L" + row + ";", false);
        end(rebuilding, Opcodes.ARETURN);
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** A method of a row that gives what the model's method of the same name gives. */
    private MethodVisitor handing(ClassWriter writer, String name, String given, String returned) {
        MethodVisitor method = method(writer, Opcodes.ACC_PUBLIC, name, "(L" + row + ";)" + returned);
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitFieldInsn(Opcodes.GETFIELD, scorer, "model", "L" + ROW_MODEL + ";");
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, row, "cells", CELLS, false);
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, ROW_MODEL, name, "([Ljava/lang/Object;)" + given, false);
        return method;
    }

    private String type(int column) {
        return columns.get(column) instanceof ImageColumn
                ? "[F"
                : RowModel.isNumber(columns.get(column)) ? "D" : "Ljava/lang/String;";
    }

    /** The row: all its cells are missing until they are set. */
    byte[] row() {
        ClassWriter writer = started(row);
        writer.visitNestHost(scorer);
        nest(writer);
        MethodVisitor empty = constructor(writer);
        for (int c = 0; c < fields.size(); c++) {
            writer.visitField(Opcodes.ACC_PUBLIC, fields.get(c), type(c), null, null);
            if (type(c).equals("D")) {
                empty.visitVarInsn(Opcodes.ALOAD, 0);
                empty.visitLdcInsn(Double.NaN);
                empty.visitFieldInsn(Opcodes.PUTFIELD, row, fields.get(c), "D");
            }
        }
        end(empty, Opcodes.RETURN);
        cells(writer);
        of(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** The fields as an array. */
    private void cells(ClassWriter writer) {
        MethodVisitor method = method(writer, 0, "cells", CELLS);
        method.visitLdcInsn(fields.size());
        method.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
        for (int c = 0; c < fields.size(); c++) {
            method.visitInsn(Opcodes.DUP);
            method.visitLdcInsn(c);
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitFieldInsn(Opcodes.GETFIELD, row, fields.get(c), type(c));
            if (type(c).equals("D")) {
                method.visitMethodInsn(
                        Opcodes.INVOKESTATIC, "java/lang/Double", "valueOf", "(D)Ljava/lang/Double;", false);
            }
            method.visitInsn(Opcodes.AASTORE);
        }
        end(method, Opcodes.ARETURN);
    }

    /** The row of an array. */
    private void of(ClassWriter writer) {
        MethodVisitor method = method(writer, Opcodes.ACC_STATIC, "of", "([Ljava/lang/Object;)L" + row + ";");
        method.visitTypeInsn(Opcodes.NEW, row);
        method.visitInsn(Opcodes.DUP);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, row, "<init>", "()V", false);
        for (int c = 0; c < fields.size(); c++) {
            boolean number = type(c).equals("D");
            method.visitInsn(Opcodes.DUP);
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitLdcInsn(c);
            method.visitInsn(Opcodes.AALOAD);
            method.visitTypeInsn(
                    Opcodes.CHECKCAST,
                    number ? "java/lang/Double" : Type.getType(type(c)).getInternalName());
            if (number) {
                method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Double", "doubleValue", "()D", false);
            }
            method.visitFieldInsn(Opcodes.PUTFIELD, row, fields.get(c), type(c));
        }
        end(method, Opcodes.ARETURN);
    }
}

package org.isthmus.physics.trace;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// One lane at a time in plain `float` or `double`: fast after seconds of running, right from the first call.
final class ScalarForm implements Form {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

    private final Precision precision;
    private final int lanes;
    private final TypeKind kind;
    private final ClassDesc type;

    /// @param lanes of a block in memory
    ScalarForm(Precision precision, int lanes) {
        this.lanes = lanes;
        this.precision = precision;
        kind = precision == Precision.FLOAT ? TypeKind.FLOAT : TypeKind.DOUBLE;
        type = precision == Precision.FLOAT ? ConstantDescs.CD_float : ConstantDescs.CD_double;
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public int lanesAtOnce() {
        return 1;
    }

    @Override
    public TypeKind kind() {
        return kind;
    }

    @Override
    public void constant(CodeBuilder code, double value) {
        if (precision == Precision.FLOAT) {
            code.loadConstant((float) value);
        } else {
            code.loadConstant(value);
        }
    }

    @Override
    public void load(CodeBuilder code) {
        code.arrayLoad(kind);
    }

    @Override
    public void store(CodeBuilder code, Runnable value, Runnable arrayAndIndex) {
        arrayAndIndex.run();
        value.run();
        code.arrayStore(kind);
    }

    @Override
    public void compute(CodeBuilder code, Op op, Operands operands) {
        switch (op) {
            case ADD -> binary(code, operands, precision == Precision.FLOAT ? CodeBuilder::fadd : CodeBuilder::dadd);
            case SUBTRACT -> binary(code, operands,
                    precision == Precision.FLOAT ? CodeBuilder::fsub : CodeBuilder::dsub);
            case MULTIPLY -> binary(code, operands,
                    precision == Precision.FLOAT ? CodeBuilder::fmul : CodeBuilder::dmul);
            case DIVIDE -> binary(code, operands, precision == Precision.FLOAT ? CodeBuilder::fdiv : CodeBuilder::ddiv);
            case FMA -> fma(code, operands, false);
            case FNMA -> fma(code, operands, true);
            case NEGATE -> {
                operands.push(0);
                negate(code);
            }
            case ABS -> {
                operands.push(0);
                code.invokestatic(MATH, "abs", MethodTypeDesc.of(type, type));
            }
            case SQRT -> sqrt(code, operands);
            case ROUND -> round(code, operands);
            case IF_LESS -> ifLess(code, operands);
            case CONSTANT, LOAD -> throw new IllegalArgumentException("not computed: " + op);
        }
    }

    private interface Instruction {
        void emit(CodeBuilder code);
    }

    private static void binary(CodeBuilder code, Operands operands, Instruction instruction) {
        operands.push(0);
        operands.push(1);
        instruction.emit(code);
    }

    private void fma(CodeBuilder code, Operands operands, boolean negated) {
        operands.push(0);
        if (negated) {
            negate(code);
        }
        operands.push(1);
        operands.push(2);
        code.invokestatic(MATH, "fma", MethodTypeDesc.of(type, type, type, type));
    }

    private void negate(CodeBuilder code) {
        if (precision == Precision.FLOAT) {
            code.fneg();
        } else {
            code.dneg();
        }
    }

    private void sqrt(CodeBuilder code, Operands operands) {
        operands.push(0);
        // the double root of a float, rounded to float, is the float root (Figueroa 1995)
        if (precision == Precision.FLOAT) {
            code.f2d();
        }
        code.invokestatic(MATH, "sqrt", MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double));
        if (precision == Precision.FLOAT) {
            code.d2f();
        }
    }

    private void round(CodeBuilder code, Operands operands) {
        operands.push(0);
        constant(code, precision.roundingConstant());
        if (precision == Precision.FLOAT) {
            code.fadd();
        } else {
            code.dadd();
        }
        constant(code, precision.roundingConstant());
        if (precision == Precision.FLOAT) {
            code.fsub();
        } else {
            code.dsub();
        }
    }

    private void ifLess(CodeBuilder code, Operands operands) {
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        operands.push(0);
        operands.push(1);
        // a NaN compares as greater, so it takes the second branch
        if (precision == Precision.FLOAT) {
            code.fcmpg();
        } else {
            code.dcmpg();
        }
        code.ifge(otherwise);
        operands.push(2);
        code.goto_(end);
        code.labelBinding(otherwise);
        operands.push(3);
        code.labelBinding(end);
    }
}

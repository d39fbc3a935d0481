package org.isthmus.physics.trace;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// All lanes of a block at once with the Vector API: fast once HotSpot's second compiler has been over it, very slow before.
final class VectorForm implements Form {
    private static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.Vector");
    private static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");
    private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector.VectorSpecies");
    private static final ClassDesc OPERATORS = ClassDesc.of("jdk.incubator.vector.VectorOperators");
    private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
    private static final ClassDesc LANES = ClassDesc.of(Lanes.class.getName());

    private final Precision precision;
    private final ClassDesc type;
    private final ClassDesc element;
    private final String species;

    VectorForm(Precision precision) {
        this.precision = precision;
        boolean single = precision == Precision.FLOAT;
        type = ClassDesc.of("jdk.incubator.vector." + (single ? "FloatVector" : "DoubleVector"));
        element = single ? ConstantDescs.CD_float : ConstantDescs.CD_double;
        species = single ? "FLOAT_SPECIES" : "DOUBLE_SPECIES";
    }

    @Override
    public int lanes() {
        return Lanes.preferred(precision);
    }

    @Override
    public int lanesAtOnce() {
        return lanes();
    }

    @Override
    public TypeKind kind() {
        return TypeKind.REFERENCE;
    }

    @Override
    public void constant(CodeBuilder code, double value) {
        code.getstatic(LANES, species, SPECIES);
        scalar(code, value);
        code.invokestatic(type, "broadcast", MethodTypeDesc.of(type, SPECIES, element));
    }

    @Override
    public void load(CodeBuilder code) {
        MethodTypeDesc fromArray = MethodTypeDesc.of(type, SPECIES, element.arrayType(), ConstantDescs.CD_int);
        // the species goes below array and index
        code.getstatic(LANES, species, SPECIES);
        code.dup_x2();
        code.pop();
        code.invokestatic(type, "fromArray", fromArray);
    }

    @Override
    public void store(CodeBuilder code, Runnable value, Runnable arrayAndIndex) {
        value.run();
        arrayAndIndex.run();
        code.invokevirtual(type, "intoArray",
                MethodTypeDesc.of(ConstantDescs.CD_void, element.arrayType(), ConstantDescs.CD_int));
    }

    @Override
    public void compute(CodeBuilder code, Op op, Operands operands) {
        switch (op) {
            case ADD -> binary(code, operands, "add");
            case SUBTRACT -> binary(code, operands, "sub");
            case MULTIPLY -> binary(code, operands, "mul");
            case DIVIDE -> binary(code, operands, "div");
            case FMA -> fma(code, operands, false);
            case FNMA -> fma(code, operands, true);
            case NEGATE -> unary(code, operands, "neg");
            case ABS -> unary(code, operands, "abs");
            case SQRT -> unary(code, operands, "sqrt");
            case ROUND -> round(code, operands);
            case IF_LESS -> ifLess(code, operands);
            case CONSTANT, LOAD -> throw new IllegalArgumentException("not computed: " + op);
        }
    }

    private void unary(CodeBuilder code, Operands operands, String method) {
        operands.push(0);
        code.invokevirtual(type, method, MethodTypeDesc.of(type));
    }

    private void binary(CodeBuilder code, Operands operands, String method) {
        operands.push(0);
        operands.push(1);
        code.invokevirtual(type, method, MethodTypeDesc.of(type, VECTOR));
    }

    private void fma(CodeBuilder code, Operands operands, boolean negated) {
        operands.push(0);
        if (negated) {
            code.invokevirtual(type, "neg", MethodTypeDesc.of(type));
        }
        operands.push(1);
        operands.push(2);
        code.invokevirtual(type, "fma", MethodTypeDesc.of(type, VECTOR, VECTOR));
    }

    private void round(CodeBuilder code, Operands operands) {
        operands.push(0);
        scalar(code, precision.roundingConstant());
        code.invokevirtual(type, "add", MethodTypeDesc.of(type, element));
        scalar(code, precision.roundingConstant());
        code.invokevirtual(type, "sub", MethodTypeDesc.of(type, element));
    }

    private void ifLess(CodeBuilder code, Operands operands) {
        operands.push(3);
        operands.push(2);
        operands.push(0);
        code.getstatic(OPERATORS, "LT", COMPARISON);
        operands.push(1);
        code.invokevirtual(type, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
        code.invokevirtual(type, "blend", MethodTypeDesc.of(type, VECTOR, MASK));
    }

    private void scalar(CodeBuilder code, double value) {
        if (precision == Precision.FLOAT) {
            code.loadConstant((float) value);
        } else {
            code.loadConstant(value);
        }
    }
}

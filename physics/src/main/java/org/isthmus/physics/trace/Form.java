package org.isthmus.physics.trace;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;

/// What differs between the forms of a kernel's bytecode: how values are held, loaded, computed and stored.
interface Form {
    /// Lanes of a block in memory.
    int lanes();

    /// How many of them it computes at once.
    int lanesAtOnce();

    /// The kind of a value in a local variable.
    TypeKind kind();

    /// Pushes a constant.
    void constant(CodeBuilder code, double value);

    /// Takes array and index from the stack, pushes the value there.
    void load(CodeBuilder code);

    /// Stores a value; `value` pushes it, `arrayAndIndex` pushes where.
    void store(CodeBuilder code, Runnable value, Runnable arrayAndIndex);

    /// Pushes the result of an operation.
    void compute(CodeBuilder code, Op op, Operands operands);

    /// Pushes operands of the operation at hand.
    interface Operands {
        void push(int index);
    }
}

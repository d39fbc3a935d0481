package org.isthmus.physics.trace;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.isthmus.physics.trace.Graph.Node;

/// Turns kernels into JVM classes.
///
/// A class has one static method per chunk and a `run` that calls them. HotSpot neither boxes vectors in such chunks nor inlines
/// them into `run`: they lie between its two limits (325 bytecodes for inlining, about 75 vector calls for boxing).
public final class KernelEmitter {
    /// Vector operations, loads and constants in one method; 40 to 80 were equally fast, more falls off the cliff.
    private static final int CHUNK = 60;
    private static final int CHUNKS_PER_RUN = 500;
    private static final ClassDesc MEMORY = ClassDesc.of(LaneMemory.class.getName());
    private static final ClassDesc INTS = ConstantDescs.CD_int.arrayType();
    private static final int STATE = 0;
    private static final int BASE = 1;
    private static final int SCRATCH = 2;
    private static final int PORTS = 3;
    private static final int AT = 4;
    // the arguments of run
    private static final int RUN_STATE = 1;
    private static final int RUN_BASE = 2;
    private static final int RUN_SCRATCH = 3;
    private static final int RUN_PORTS = 4;
    private static final int RUN_FROM = 5;
    private static final int RUN_TO = 6;
    private static final int RUN_LANE = 7;
    private static final int LANE = 5;
    private static final int FIRST_LOCAL = 6;

    private final Form form;
    private final int firstFreeSlot;
    private int scratchSlots;

    private KernelEmitter(Form form, int firstFreeSlot) {
        this.form = form;
        this.firstFreeSlot = firstFreeSlot;
        scratchSlots = firstFreeSlot;
    }

    /// Emits for vectors of [Lanes#preferred] lanes.
    ///
    /// @param firstFreeSlot scratch slots from here on may be used by any kernel while it runs
    public static KernelEmitter vector(Precision precision, int firstFreeSlot) {
        return new KernelEmitter(new VectorForm(precision), firstFreeSlot);
    }

    /// Emits for one lane.
    public static KernelEmitter scalar(Precision precision, int firstFreeSlot) {
        return new KernelEmitter(new ScalarForm(precision, 1), firstFreeSlot);
    }

    /// Emits for one lane after the other of blocks as [#vector] has them.
    public static KernelEmitter plain(Precision precision, int firstFreeSlot) {
        return new KernelEmitter(new ScalarForm(precision, Lanes.preferred(precision)), firstFreeSlot);
    }

    /// Lanes of a block of the kernels it emits.
    public int lanes() {
        return form.lanes();
    }

    /// Slots of scratch memory that the kernels emitted so far use, shared ones included.
    public int scratchSlots() {
        return scratchSlots;
    }

    /// Makes a class of a kernel.
    public LaneKernel emit(Kernel kernel) {
        Schedule schedule = Schedule.of(kernel, CHUNK, firstFreeSlot);
        scratchSlots = Math.max(scratchSlots, schedule.slotCount());
        ClassDesc self = ClassDesc.of(KernelEmitter.class.getPackageName() + ".Emitted_" + kernel.name());
        byte[] bytes = ClassFile.of().build(self, type -> {
            type.withFlags(AccessFlag.FINAL);
            type.withInterfaceSymbols(ClassDesc.of(LaneKernel.class.getName()));
            type.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, code -> code.aload(0)
                    .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                    .return_());
            for (int c = 0; c < schedule.chunks().size(); c++) {
                int chunk = c;
                type.withMethodBody("chunk" + c, chunkType(kernel), ClassFile.ACC_STATIC,
                        code -> new Chunk(code, kernel, schedule, chunk).emit());
            }
            emitRuns(type, self, kernel, schedule.chunks().size());
        });
        try {
            Class<?> hidden = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
            return (LaneKernel) hidden.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("emitted class of kernel " + kernel.name() + " does not load", e);
        }
    }

    private static MethodTypeDesc chunkType(Kernel kernel) {
        ClassDesc element = kernel.precision() == Precision.FLOAT ? ConstantDescs.CD_float : ConstantDescs.CD_double;
        ClassDesc array = element.arrayType();
        return MethodTypeDesc.of(ConstantDescs.CD_void, array, ConstantDescs.CD_int, array, INTS, ConstantDescs.CD_int,
                ConstantDescs.CD_int);
    }

    /// `run`, and helpers of [#CHUNKS_PER_RUN] calls each, so that none grows beyond what HotSpot compiles.
    private void emitRuns(ClassBuilder type, ClassDesc self, Kernel kernel, int chunkCount) {
        int parts = (chunkCount + CHUNKS_PER_RUN - 1) / CHUNKS_PER_RUN;
        for (int p = 0; p < parts; p++) {
            int first = p * CHUNKS_PER_RUN;
            int end = Math.min(chunkCount, first + CHUNKS_PER_RUN);
            type.withMethodBody("part" + p, chunkType(kernel), ClassFile.ACC_STATIC, code -> {
                for (int c = first; c < end; c++) {
                    code.aload(STATE).iload(BASE).aload(SCRATCH).aload(PORTS).iload(AT).iload(LANE);
                    code.invokestatic(self, "chunk" + c, chunkType(kernel));
                }
                code.return_();
            });
        }
        emitLoop(type, self, kernel, parts);
    }

    /// `run`: all parts for each set of ports and all lanes that are not computed at once.
    private void emitLoop(ClassBuilder type, ClassDesc self, Kernel kernel, int parts) {
        MethodTypeDesc runType = MethodTypeDesc.of(ConstantDescs.CD_void, MEMORY, ConstantDescs.CD_int, MEMORY, INTS,
                ConstantDescs.CD_int, ConstantDescs.CD_int);
        String field = kernel.precision() == Precision.FLOAT ? "floats" : "doubles";
        ClassDesc array = chunkType(kernel).parameterType(0);
        int stride = Math.max(1, kernel.portCount());
        type.withMethodBody("run", runType, ClassFile.ACC_PUBLIC, code -> {
            Label next = code.newLabel();
            Label end = code.newLabel();
            Label nextLane = code.newLabel();
            code.labelBinding(next).iload(RUN_FROM).iload(RUN_TO).if_icmpge(end);
            code.iconst_0().istore(RUN_LANE).labelBinding(nextLane);
            for (int p = 0; p < parts; p++) {
                code.aload(RUN_STATE).getfield(MEMORY, field, array).iload(RUN_BASE).iload(RUN_LANE).iadd();
                code.aload(RUN_SCRATCH).getfield(MEMORY, field, array).aload(RUN_PORTS).iload(RUN_FROM);
                code.iload(RUN_LANE).invokestatic(self, "part" + p, chunkType(kernel));
            }
            code.iinc(RUN_LANE, form.lanesAtOnce()).iload(RUN_LANE).loadConstant(form.lanes()).if_icmplt(nextLane);
            code.iinc(RUN_FROM, stride).goto_(next).labelBinding(end).return_();
        });
    }

    /// Emits one chunk: values are loaded or broadcast at their first use and kept in local variables.
    private final class Chunk {
        private final CodeBuilder code;
        private final Kernel kernel;
        private final Schedule schedule;
        private final int chunk;
        private final Map<Integer, Integer> locals = new HashMap<>();
        private int nextLocal = FIRST_LOCAL;

        Chunk(CodeBuilder code, Kernel kernel, Schedule schedule, int chunk) {
            this.code = code;
            this.kernel = kernel;
            this.schedule = schedule;
            this.chunk = chunk;
        }

        void emit() {
            for (int id : schedule.chunks().get(chunk)) {
                Node n = kernel.nodes().get(id);
                for (int k = 0; k < n.op().arity(); k++) {
                    makePresent(n.operand(k));
                }
                form.compute(code, n.op(), k -> push(n.operand(k)));
                keep(id);
                if (schedule.spill()[id] >= 0) {
                    form.store(code, () -> push(id), () -> pushPlace(Slot.scratch(schedule.spill()[id])));
                }
            }
            emitStores(schedule.stores().get(chunk));
            code.return_();
        }

        private void emitStores(List<Map.Entry<Slot, Integer>> stores) {
            for (Map.Entry<Slot, Integer> store : stores) {
                makePresent(store.getValue());
            }
            for (Map.Entry<Slot, Integer> store : stores) {
                form.store(code, () -> push(store.getValue()), () -> pushPlace(store.getKey()));
            }
        }

        private void makePresent(int id) {
            if (locals.containsKey(id)) {
                return;
            }
            Node n = kernel.nodes().get(id);
            if (n.op() == Op.CONSTANT) {
                form.constant(code, n.value());
            } else {
                pushPlace(n.slot() != null ? n.slot() : Slot.scratch(schedule.spill()[id]));
                form.load(code);
            }
            keep(id);
        }

        private void keep(int id) {
            locals.put(id, nextLocal);
            code.storeLocal(form.kind(), nextLocal);
            nextLocal += form.kind().slotSize();
        }

        private void push(int id) {
            code.loadLocal(form.kind(), Objects.requireNonNull(locals.get(id)));
        }

        private void pushPlace(Slot slot) {
            switch (slot.space()) {
                case STATE -> code.aload(STATE).loadConstant(slot.index() * form.lanes()).iload(BASE).iadd();
                case SCRATCH -> {
                    code.aload(SCRATCH).loadConstant(slot.index() * form.lanes());
                    addLane();
                }
                case PORT -> {
                    code.aload(SCRATCH).aload(PORTS).iload(AT).loadConstant(slot.port()).iadd().iaload();
                    code.loadConstant(slot.index()).iadd().loadConstant(form.lanes()).imul();
                    addLane();
                }
            }
        }

        /// In state memory the lane is a part of the base.
        private void addLane() {
            if (form.lanesAtOnce() < form.lanes()) {
                code.iload(LANE).iadd();
            }
        }
    }
}

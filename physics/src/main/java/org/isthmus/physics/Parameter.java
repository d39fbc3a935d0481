package org.isthmus.physics;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.Sizes;

/// A table of the model whose numbers may differ from world to world, under MuJoCo's names and shapes. Which ones do is said when a
/// batch is made; the others stay constants, which is faster.
public enum Parameter {
    /// [3] m/s², world frame.
    GRAVITY,
    /// [nbody] kg.
    BODY_MASS,
    /// [nbody][3] centre of mass in the body's frame (`body_ipos`), m.
    BODY_COM,
    /// [nbody][3] principal moments of inertia, kg·m².
    BODY_INERTIA,
    /// [ngeom][3] sizes as of the geom's type, m. Not those of planes, meshes and height fields.
    GEOM_SIZE,
    /// [ngeom][3] position in the body's frame, m.
    GEOM_POS,
    /// [ngeom][4] orientation in the body's frame, unit quaternion.
    GEOM_QUAT,
    /// [ngeom][3] sliding, torsional, rolling friction.
    GEOM_FRICTION,
    /// [ngeom][2]
    GEOM_SOLREF,
    /// [ngeom][5] the power, number 4, stays the model's.
    GEOM_SOLIMP,
    /// [njnt] N/m or N·m/rad.
    JOINT_STIFFNESS,
    /// [nv] N·s/m or N·m·s/rad.
    DOF_DAMPING,
    /// [nv] kg or kg·m².
    DOF_ARMATURE,
    /// [nv] N or N·m. Only where the model has some: a row that is not there cannot get friction.
    DOF_FRICTIONLOSS,
    /// [nu][10] `gainprm`.
    ACTUATOR_GAIN,
    /// [nu][10] `biasprm`.
    ACTUATOR_BIAS,
    /// [nu][2] N or N·m; only where the model limits the force.
    ACTUATOR_FORCE_RANGE,
    /// [nu] s by which controls act later, from 0 to the model's delay.
    ACTUATOR_DELAY,
    /// [neq] 1: the equality holds, 0: it is switched off (`eq_active`). The same in all worlds, an equality that is off costs nothing.
    EQUALITY_ACTIVE;

    /// How many numbers it has in a model of those sizes.
    public int size(Sizes sizes) {
        return switch (this) {
            case GRAVITY -> 3;
            case BODY_MASS -> sizes.nbody();
            case BODY_COM, BODY_INERTIA -> 3 * sizes.nbody();
            case GEOM_SIZE, GEOM_POS, GEOM_FRICTION -> 3 * sizes.ngeom();
            case GEOM_QUAT -> 4 * sizes.ngeom();
            case GEOM_SOLREF -> 2 * sizes.ngeom();
            case GEOM_SOLIMP -> 5 * sizes.ngeom();
            case JOINT_STIFFNESS -> sizes.njnt();
            case DOF_DAMPING, DOF_ARMATURE, DOF_FRICTIONLOSS -> sizes.nv();
            case ACTUATOR_GAIN, ACTUATOR_BIAS -> 10 * sizes.nu();
            case ACTUATOR_FORCE_RANGE -> 2 * sizes.nu();
            case ACTUATOR_DELAY -> sizes.nu();
            case EQUALITY_ACTIVE -> sizes.neq();
        };
    }

    /// The model's number.
    public double of(Model model, int index) {
        if (this == GRAVITY) {
            Vec3 gravity = model.options().gravity;
            return index == 0 ? gravity.x() : index == 1 ? gravity.y() : gravity.z();
        }
        return this == EQUALITY_ACTIVE ? model.equalities().active0().get(index) : table(model).get(index);
    }

    private DoubleArray table(Model model) {
        return switch (this) {
            case GRAVITY, EQUALITY_ACTIVE -> throw new IllegalStateException("not a table");
            case BODY_MASS -> model.bodies().mass();
            case BODY_COM -> model.bodies().ipos();
            case BODY_INERTIA -> model.bodies().inertia();
            case GEOM_SIZE -> model.geoms().size();
            case GEOM_POS -> model.geoms().pos();
            case GEOM_QUAT -> model.geoms().quat();
            case GEOM_FRICTION -> model.geoms().friction();
            case GEOM_SOLREF -> model.geoms().solref();
            case GEOM_SOLIMP -> model.geoms().solimp();
            case JOINT_STIFFNESS -> model.joints().stiffness();
            case DOF_DAMPING -> model.dofs().damping();
            case DOF_ARMATURE -> model.dofs().armature();
            case DOF_FRICTIONLOSS -> model.dofs().frictionLoss();
            case ACTUATOR_GAIN -> model.actuators().gainPrm();
            case ACTUATOR_BIAS -> model.actuators().biasPrm();
            case ACTUATOR_FORCE_RANGE -> model.actuators().forceRange();
            case ACTUATOR_DELAY -> model.actuators().delay();
        };
    }
}

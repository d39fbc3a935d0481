package org.isthmus.physics;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.PhysicsOptions;

/// Compiled models with other numbers; nothing that the compiler derives from them changes.
public final class ModelEdits {
    private ModelEdits() {}

    /// The model with all numbers of a parameter replaced.
    public static Model with(Model model, Parameter parameter, double[] values) {
        DoubleArray array = DoubleArray.wrap(values);
        return switch (parameter) {
            case GRAVITY -> withGravity(model, new Vec3(values[0], values[1], values[2]));
            case BODY_MASS -> edited(model, "bodies", "mass", array);
            case BODY_COM -> edited(model, "bodies", "ipos", array);
            case BODY_INERTIA -> edited(model, "bodies", "inertia", array);
            case GEOM_SIZE -> edited(model, "geoms", "size", array);
            case GEOM_POS -> edited(model, "geoms", "pos", array);
            case GEOM_QUAT -> edited(model, "geoms", "quat", array);
            case GEOM_FRICTION -> edited(model, "geoms", "friction", array);
            case GEOM_SOLREF -> edited(model, "geoms", "solref", array);
            case GEOM_SOLIMP -> edited(model, "geoms", "solimp", array);
            case JOINT_STIFFNESS -> edited(model, "joints", "stiffness", array);
            case DOF_DAMPING -> edited(model, "dofs", "damping", array);
            case DOF_ARMATURE -> edited(model, "dofs", "armature", array);
            case DOF_FRICTIONLOSS -> edited(model, "dofs", "frictionLoss", array);
            case ACTUATOR_GAIN -> edited(model, "actuators", "gainPrm", array);
            case ACTUATOR_BIAS -> edited(model, "actuators", "biasPrm", array);
            case ACTUATOR_FORCE_RANGE -> edited(model, "actuators", "forceRange", array);
            case ACTUATOR_DELAY -> edited(model, "actuators", "delay", array);
            case EQUALITY_ACTIVE -> edited(model, "equalities", "active0",
                    IntArray.wrap(Arrays.stream(values).mapToInt(v -> (int) v).toArray()));
        };
    }

    private static Model withGravity(Model model, Vec3 gravity) {
        PhysicsOptions options = model.options();
        options.gravity = gravity;
        return (Model) copy(model, "options", options);
    }

    private static Model edited(Model model, String table, String column, Object values) {
        return (Model) copy(model, table, copy((Record) value(model, component(model, table)), column, values));
    }

    /// A record with one component replaced.
    private static Record copy(Record original, String name, Object value) {
        RecordComponent[] components = original.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(c -> c.getName().equals(name) ? value : value(original, c)).toArray();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return (Record) original.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record without its constructor", e);
        }
    }

    private static RecordComponent component(Record record, String name) {
        return Arrays.stream(record.getClass().getRecordComponents()).filter(c -> c.getName().equals(name)).findFirst()
                .orElseThrow();
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError("a record without its accessor", e);
        }
    }
}

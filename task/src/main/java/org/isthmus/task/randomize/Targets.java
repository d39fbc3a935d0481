package org.isthmus.task.randomize;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// The library of targets in physics.
public final class Targets {
    private static final Set<GeomType> GROWING = EnumSet.of(GeomType.BOX, GeomType.SPHERE, GeomType.CYLINDER,
            GeomType.CAPSULE,
            GeomType.ELLIPSOID);

    private Targets() {}

    /// Adds numbers to positions of hinges and slides, one each, and to the controls of position servos that hold them.
    ///
    /// @param actuators one for each joint, moved along; empty: none
    public static Target joints(List<String> joints, List<String> actuators) {
        return new Simple("added to positions of " + String.join(", ", joints) + ", rad or m", batch -> {
            int[] adr = ids(batch.model(), ObjectType.JOINT, joints);
            int[] servos = ids(batch.model(), ObjectType.ACTUATOR, actuators);
            for (int i = 0; i < adr.length; i++) {
                adr[i] = batch.model().joints().qposAdr().get(adr[i]);
            }
            return (world, xi, at) -> {
                for (int i = 0; i < adr.length; i++) {
                    add(batch, Quantity.QPOS, world, adr[i], xi[at + i]);
                }
                for (int i = 0; i < servos.length; i++) {
                    add(batch, Quantity.CTRL, world, servos[i], xi[at + i]);
                }
            };
        });
    }

    /// Adds numbers to velocities of hinges and slides, one each.
    public static Target speeds(List<String> joints) {
        return new Simple("added to velocities of " + String.join(", ", joints) + ", rad/s or m/s", batch -> {
            int[] dofs = dofs(batch.model(), joints);
            return (world, xi, at) -> {
                for (int i = 0; i < dofs.length; i++) {
                    add(batch, Quantity.QVEL, world, dofs[i], xi[at + i]);
                }
            };
        });
    }

    /// Moves a body that is loose, or a mocap body, by x and y, m, and turns it about the vertical, rad: 3 numbers.
    public static Target placed(String body) {
        return placed(body, List.of());
    }

    /// As [#placed], and what is in it goes along: loose bodies that stay where they are in its frame.
    public static Target placed(String body, List<String> content) {
        String all = content.isEmpty() ? body : body + " with " + String.join(", ", content);
        return new Simple("x, y (m) and heading (rad) of " + all, batch -> {
            Model model = batch.model();
            int mocap = model.bodies().mocapId().get(ids(model, ObjectType.BODY, List.of(body))[0]);
            Quantity quantity = mocap < 0 ? Quantity.QPOS : Quantity.MOCAP;
            int pose = mocap < 0 ? freeJoint(model, body) : 7 * mocap;
            int[] inside = content.stream().mapToInt(each -> freeJoint(model, each)).toArray();
            return (world, xi, at) -> {
                double x = batch.get(quantity, world, pose);
                double y = batch.get(quantity, world, pose + 1);
                Quat turn = Quat.fromAxisAngle(Vec3.Z, xi[at + 2]);
                for (int each : inside) {
                    Vec3 from = turn.rotate(new Vec3(batch.get(Quantity.QPOS, world, each) - x,
                            batch.get(Quantity.QPOS, world, each + 1) - y, 0));
                    batch.set(Quantity.QPOS, world, each, x + xi[at] + from.x());
                    batch.set(Quantity.QPOS, world, each + 1, y + xi[at + 1] + from.y());
                    turn(batch, Quantity.QPOS, world, each + 3, xi[at + 2]);
                }
                add(batch, quantity, world, pose, xi[at]);
                add(batch, quantity, world, pose + 1, xi[at + 1]);
                turn(batch, quantity, world, pose + 3, xi[at + 2]);
            };
        });
    }

    private static void turn(WorldBatch batch, Quantity quantity, int world, int at, double angle) {
        Quat now = new Quat(batch.get(quantity, world, at), batch.get(quantity, world, at + 1),
                batch.get(quantity, world, at + 2), batch.get(quantity, world, at + 3));
        Quat q = Quat.fromAxisAngle(Vec3.Z, angle).times(now).normalized();
        batch.set(quantity, world, at, q.w());
        batch.set(quantity, world, at + 1, q.x());
        batch.set(quantity, world, at + 2, q.y());
        batch.set(quantity, world, at + 3, q.z());
    }

    /// Brings one of several loose bodies to a place, at its height, turned about the vertical: which, x, y (m), heading (rad): 4 numbers.
    public static Target brought(List<String> bodies) {
        return new Simple("which of " + String.join(", ", bodies) + " is at x, y (m), with a heading (rad)", batch -> {
            int[] poses = bodies.stream().mapToInt(body -> freeJoint(batch.model(), body)).toArray();
            return (world, xi, at) -> {
                int pose = poses[Math.clamp((long) Math.rint(xi[at]), 0, poses.length - 1)];
                batch.set(Quantity.QPOS, world, pose, xi[at + 1]);
                batch.set(Quantity.QPOS, world, pose + 1, xi[at + 2]);
                turn(batch, Quantity.QPOS, world, pose + 3, xi[at + 3]);
            };
        });
    }

    /// Puts loose bodies as in one of several layouts ([org.isthmus.task.scene.Arrangement#layouts]): its number, as [Sampler#choice] draws it.
    ///
    /// @param layouts [layouts][bodies] poses
    public static Target laidOut(List<String> bodies, List<List<Pose>> layouts) {
        return new Simple("which of " + layouts.size() + " settled layouts of " + String.join(", ", bodies), batch -> {
            int[] places = bodies.stream().mapToInt(body -> freeJoint(batch.model(), body)).toArray();
            return (world, xi, at) -> {
                List<Pose> layout = layouts.get(Math.clamp((long) Math.rint(xi[at]), 0, layouts.size() - 1));
                double[] pose = new double[7];
                for (int b = 0; b < places.length; b++) {
                    layout.get(b).position().into(pose, 0);
                    layout.get(b).rotation().into(pose, 3);
                    for (int k = 0; k < pose.length; k++) {
                        batch.set(Quantity.QPOS, world, places[b] + k, pose[k]);
                    }
                }
            };
        });
    }

    /// Gives a loose body a push: adds to its velocity, x, y, z, m/s. For factors with an interval.
    public static Target push(String body) {
        return new Simple("added to the velocity of " + body + ", x, y, z, m/s", batch -> {
            freeJoint(batch.model(), body);
            int dof = batch.model().bodies().dofAdr().get(batch.model().names().id(ObjectType.BODY, body));
            return (world, xi, at) -> {
                for (int i = 0; i < 3; i++) {
                    add(batch, Quantity.QVEL, world, dof + i, xi[at + i]);
                }
            };
        });
    }

    /// Multiplies a parameter of some elements by one number: friction of geoms, damping of degrees of freedom.
    ///
    /// @param width numbers of an element in the parameter's table that are scaled, from its first
    /// @param stride numbers of an element in the table
    /// @param elements names, of the kind that the table has; empty: all
    public static Target scale(
            Parameter parameter, ObjectType kind, int width, int stride, List<String> elements) {
        return new Scaled(parameter, kind, width, stride, List.copyOf(elements));
    }

    /// Mass and moments of inertia of bodies, times one number.
    public static Target mass(List<String> bodies) {
        Target mass = scale(Parameter.BODY_MASS, ObjectType.BODY, 1, 1, bodies);
        Target inertia = scale(Parameter.BODY_INERTIA, ObjectType.BODY, 3, 3, bodies);
        return both("mass and inertia of " + String.join(", ", bodies) + ", factor", mass, inertia);
    }

    /// Sliding friction of geoms, times one number.
    public static Target friction(List<String> geoms) {
        return scale(Parameter.GEOM_FRICTION, ObjectType.GEOM, 1, 3, geoms);
    }

    /// Stiffness and damping of position servos, times one number.
    public static Target gains(List<String> actuators) {
        return both("gains of " + (actuators.isEmpty() ? "all actuators" : String.join(", ", actuators)) + ", factor",
                scale(Parameter.ACTUATOR_GAIN, ObjectType.ACTUATOR, 1, 10, actuators),
                scale(Parameter.ACTUATOR_BIAS, ObjectType.ACTUATOR, 3, 10, actuators));
    }

    /// Damping of all degrees of freedom, times one number.
    public static Target damping() {
        return scale(Parameter.DOF_DAMPING, ObjectType.JOINT, 1, 1, List.of());
    }

    /// Dry friction of hinges and slides that have some, times one number.
    public static Target dryFriction(List<String> joints) {
        return new Simple("dry friction of " + String.join(", ", joints) + ", factor", batch -> {
            Model model = batch.model();
            int[] dofs = dofs(model, joints);
            return (world, xi, at) -> {
                for (int dof : dofs) {
                    double own = Parameter.DOF_FRICTIONLOSS.of(model, dof);
                    batch.set(Parameter.DOF_FRICTIONLOSS, world, dof, own * xi[at]);
                }
            };
        }, Set.of(Parameter.DOF_FRICTIONLOSS));
    }

    /// Inertia of the rotors of all degrees of freedom, times one number.
    public static Target armature() {
        return scale(Parameter.DOF_ARMATURE, ObjectType.JOINT, 1, 1, List.of());
    }

    /// Puts a mark, a mocap body, somewhere: x, y, z, m.
    public static Target mark(String body) {
        return new Simple("where the mark " + body + " is, x, y, z, m", batch -> {
            int mocap = batch.model().bodies().mocapId().get(ids(batch.model(), ObjectType.BODY, List.of(body))[0]);
            if (mocap < 0) {
                throw new IllegalArgumentException("body '" + body + "' is no mocap body, so no mark");
            }
            return (world, xi, at) -> {
                for (int i = 0; i < 3; i++) {
                    batch.set(Quantity.MOCAP, world, 7 * mocap + i, xi[at + i]);
                }
            };
        });
    }

    /// Puts a loose body, at its height, beside a place: x, y and z of the place, m.
    ///
    /// @param from the place, to the body, m; level
    public static Target beside(String body, Vec3 from) {
        return new Simple("the place, x, y, z (m), beside which " + body + " is", batch -> {
            int pose = freeJoint(batch.model(), body);
            return (world, xi, at) -> {
                batch.set(Quantity.QPOS, world, pose, xi[at] + from.x());
                batch.set(Quantity.QPOS, world, pose + 1, xi[at + 1] + from.y());
            };
        });
    }

    /// Sizes of geoms that are boxes, spheres, cylinders, capsules or ellipsoids, times one number.
    public static Target size(List<String> geoms) {
        return scale(Parameter.GEOM_SIZE, ObjectType.GEOM, 3, 3, geoms);
    }

    /// Whether [#grown] can change solids of a type.
    public static boolean canGrow(GeomType type) {
        return GROWING.contains(type);
    }

    /// The size of a loose body of one upright solid that is centred in it, times one number; it stands where it stood. Its mass stays.
    public static Target grown(String body) {
        return new Simple("size of " + body + ", factor", batch -> {
            Model model = batch.model();
            int pose = freeJoint(model, body);
            int geom = model.bodies().geomAdr().get(ids(model, ObjectType.BODY, List.of(body))[0]);
            GeomType type = GeomType.values()[model.geoms().type().get(geom)];
            if (!canGrow(type)) {
                throw new IllegalArgumentException("body '" + body + "' is a " + type + ", expected one of " + GROWING);
            }
            double height = height(type, model.geoms().size().slice(3 * geom, 3 * geom + 3));
            return (world, xi, at) -> {
                for (int i = 3 * geom; i < 3 * geom + 3; i++) {
                    batch.set(Parameter.GEOM_SIZE, world, i, Parameter.GEOM_SIZE.of(model, i) * xi[at]);
                }
                add(batch, Quantity.QPOS, world, pose + 2, (xi[at] - 1) * height);
            };
        }, Set.of(Parameter.GEOM_SIZE));
    }

    /// Of the middle of an upright solid above what it stands on, m.
    private static double height(GeomType type, double[] size) {
        return switch (type) {
            case SPHERE -> size[0];
            case CYLINDER -> size[1];
            case CAPSULE -> size[0] + size[1];
            default -> size[2];
        };
    }

    /// Gravity, added: x, y, z, m/s².
    public static Target gravity() {
        return new Simple("added to gravity, x, y, z, m/s²", batch -> (world, xi, at) -> {
            for (int i = 0; i < 3; i++) {
                batch.set(Parameter.GRAVITY, world, i, Parameter.GRAVITY.of(batch.model(), i) + xi[at + i]);
            }
        }, Set.of(Parameter.GRAVITY));
    }

    /// Two targets of the same numbers.
    public static Target both(String description, Target a, Target b) {
        Set<Parameter> parameters = new TreeSet<>(a.parameters());
        parameters.addAll(b.parameters());
        return new Simple(description, batch -> {
            Target.Effect first = a.bind(batch);
            Target.Effect second = b.bind(batch);
            return (world, xi, at) -> {
                first.apply(world, xi, at);
                second.apply(world, xi, at);
            };
        }, parameters);
    }

    private static void add(WorldBatch batch, Quantity quantity, int world, int index, double value) {
        batch.set(quantity, world, index, batch.get(quantity, world, index) + value);
    }

    private static int[] ids(Model model, ObjectType kind, List<String> names) {
        List<String> all = model.names().all(kind);
        return names.stream().mapToInt(name -> {
            if (!all.contains(name)) {
                throw new IllegalArgumentException(
                        "the model has no " + kind.name().toLowerCase(Locale.ROOT) + " '" + name + "' "
                                + Nearest.remedy(name, all));
            }
            return model.names().id(kind, name);
        }).toArray();
    }

    /// Of hinges and slides.
    private static int[] dofs(Model model, List<String> joints) {
        return Arrays.stream(ids(model, ObjectType.JOINT, joints)).map(model.joints().dofAdr()::get).toArray();
    }

    private static int freeJoint(Model model, String body) {
        int id = ids(model, ObjectType.BODY, List.of(body))[0];
        int dofs = model.bodies().dofNum().get(id);
        if (dofs != 6) {
            throw new IllegalArgumentException(
                    "body '" + body + "' has " + dofs + " degrees of freedom, expected the 6 of a loose body");
        }
        return model.joints().qposAdr().get(model.bodies().jntAdr().get(id));
    }

    /// Something that binds a model to an effect.
    @FunctionalInterface
    private interface Binding {
        Target.Effect bind(WorldBatch batch);
    }

    private record Simple(String description, Binding binding, Set<Parameter> parameters) implements Target {
        Simple(String description, Binding binding) {
            this(description, binding, Set.of());
        }

        @Override
        public Effect bind(WorldBatch batch) {
            return binding.bind(batch);
        }
    }

    private record Scaled(Parameter parameter, ObjectType kind, int width, int stride, List<String> elements)
            implements Target {
        @Override
        public String description() {
            return parameter.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " of "
                    + (elements.isEmpty() ? "all" : String.join(", ", elements)) + ", factor";
        }

        @Override
        public Set<Parameter> parameters() {
            return Set.of(parameter);
        }

        @Override
        public Effect bind(WorldBatch batch) {
            Model model = batch.model();
            int[] which = elements.isEmpty()
                    ? IntStream.range(0, parameter.size(model.sizes()) / stride).toArray()
                    : ids(model, kind, elements);
            return (world, xi, at) -> {
                for (int element : which) {
                    for (int i = element * stride; i < element * stride + width; i++) {
                        batch.set(parameter, world, i, parameter.of(model, i) * xi[at]);
                    }
                }
            };
        }
    }
}

package org.isthmus.pipeline.gaps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.render.Output;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.scene.Studio;
import org.isthmus.task.Task;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.LookTargets;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.scene.Distractors;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Signal;
import org.isthmus.task.suite.Tasks;

/// The benchmark's task in all its variants: a Rokae SR3 grasps the cube of PickCube-v1 and lifts it (DexSim: object grasping on that robot).
///
/// All that a gap is about is a factor. Without randomization and gap they are drawn from a narrow range or fixed; randomization widens all of them, a gap
/// changes one. The scene is the same everywhere: the table is light grey, below it is a floor, and beside the place to work at stand
/// five distractors, which are not shown where there are none.
final class GapTask {
    static final String ID = "PickCube-v1";
    static final String ROBOT = "rokae-sr3";
    static final String CAMERA = "front";
    static final String CUBE = "cube";
    private static final String GOAL = "goal";
    private static final String TOOL = "tcp";
    private static final String FLOOR = "floor";
    private static final String TABLE = "board";
    private static final double FLOOR_HEIGHT = -0.75;
    private static final double FLOOR_SIZE = 3;
    private static final int STEPS = 40;
    /// Terms of observations that a real robot measures itself: joints, what it was commanded, its tool.
    private static final Set<String> MEASURED = Set.of("joints", "targets", "tool");
    /// The height from which on the cube's middle is lifted, m; on the table it is 2 cm.
    private static final double LIFTED = 0.08;
    private static final double FIELD_OF_VIEW = 0.75;
    private static final Quat LOWER = Quat.fromAxisAngle(Vec3.X, -0.02);
    private static final double DEGREE = Math.PI / 180;

    /// How far from its place the cube is without randomization and gap, m and rad.
    private static final double NEAR = 0.04;
    private static final double HARDLY_TURNED = 10 * DEGREE;
    /// What the gap adds to that (DexSim A.2).
    private static final double MOVED = 0.05;
    private static final double TURNED = 15 * DEGREE;
    /// A little more than the gaps, so that none lies at the edge of what was trained on.
    private static final double MARGIN = 1.2;
    /// How far away the lamp is held to be that shines like the studio's key light, and how much further it is moved, m.
    private static final double LAMP = 2;
    private static final double FURTHER = 3;

    private static final String LIGHT = "light";
    private static final String BACKGROUND = "background";
    private static final String FLOOR_LOOK = "floor texture";
    private static final String TABLE_LOOK = "table texture";
    private static final String CUBE_LOOK = "object texture";
    private static final String PLACE_OF = "place of ";
    /// How much nearer to the middle than usual distractors stand, and how far from there, m.
    private static final double NEARER = 0.12;
    private static final double SHIFTED = 0.04;
    private static final String SHOWN = "distractors shown";
    private static final String SIZE = "object size";
    private static final String CAMERA_PLACE = "camera position";
    private static final String CAMERA_TURN = "camera orientation";
    private static final String CAMERA_FOCUS = "camera focus";

    private static final Sampler LIGHT_GREY = colour(0.72);
    private static final Sampler DARK_PAPER = colour(0.12);
    private static final Sampler WOOD = constant(0.6, 0.52, 0.35, 0.2, 0.38, 0.24, 0.12, 0.15, 0.5);
    private static final Sampler TISSUE = constant(0.4, 0.95, 0.95, 0.94, 0.8, 0.8, 0.8, 0.012, 0.9);

    private GapTask() {}

    /// As it is demonstrated.
    static Task demonstrated(boolean isRandomized, int pixels) {
        return task(pixels, isRandomized ? (factors, names) -> randomize(factors) : (factors, names) -> {});
    }

    /// As it is in reality.
    static Task real(Gap gap, int pixels) {
        return task(pixels, (factors, distractors) -> open(gap, factors, distractors));
    }

    /// What changes the factors, by name, given how many distractors there are.
    private interface Change {
        void to(Map<String, Factor> factors, int distractors);
    }

    private static Task task(int pixels, Change change) {
        Task base = Tasks.named(ID).make(ROBOT);
        Scene scene = base.scene().copy();
        scene.world.addGeom(GeomType.PLANE, new double[]{FLOOR_SIZE, FLOOR_SIZE, 0.1}, geom -> {
            geom.name = FLOOR;
            geom.pos = new Vec3(0, 0, FLOOR_HEIGHT);
            geom.contype = 0;
            geom.conaffinity = 0;
        });
        Map<String, Factor> factors = new LinkedHashMap<>();
        base.factors().forEach(f -> factors.put(f.name(), f));
        put(factors, Factor.semantic(CUBE, places(NEAR, HARDLY_TURNED), Targets.placed(CUBE)));
        put(factors, Factor.semantic(GOAL, constant(0, 0, 2 * LIFTED), Targets.mark(GOAL)));
        put(factors, Factor.invariant("goal shown", constant(0), LookTargets.shown(List.of(GOAL))));
        List<Factor> beside = Distractors.addTo(scene, ROBOT);
        beside.forEach(f -> put(factors, f));
        drawNearer(scene, factors);
        int distractors = beside.getFirst().sampler().size();
        replace(factors, SHOWN, Sampler.repeat(distractors, constant(0)));
        put(factors, Factor.invariant(FLOOR_LOOK, WOOD, LookTargets.surface(List.of(FLOOR))));
        put(factors, Factor.invariant(TABLE_LOOK, LIGHT_GREY, LookTargets.surface(List.of(TABLE))));
        change.to(factors, distractors);
        return new Task(base.id(), "Grasp the cube and lift it.", scene, base.substeps(), STEPS, base.actions(),
                base.link(), base.observations(), base.rewards(),
                Objectives.above(Objectives.number(new Signal.Position(Place.body(CUBE)), 2), LIFTED), false,
                base.terminations(), new ArrayList<>(factors.values()), List.of(camera(base, pixels)));
    }

    /// Distractors stand where the camera, with its longer lens, sees them.
    private static void drawNearer(Scene scene, Map<String, Factor> factors) {
        List<String> places = factors.keySet().stream().filter(name -> name.startsWith(PLACE_OF)).toList();
        for (String name : places) {
            double side = Objects.requireNonNull(scene.body(name.substring(PLACE_OF.length()))).pos.y();
            double inwards = -Math.signum(side) * NEARER;
            replace(factors, name, Sampler.all(Sampler.uniform(-SHIFTED, SHIFTED),
                    Sampler.uniform(inwards - SHIFTED, inwards + SHIFTED), Sampler.uniform(-Math.PI, Math.PI)));
        }
    }

    /// The task's own camera with a longer lens and aimed lower, so that few pixels show the cube, the tool above it and, wherever randomization moves the
    /// camera, enough of the arm to tell where the camera is.
    private static CameraSpec camera(Task base, int pixels) {
        CameraSpec own = base.cameras().getFirst();
        return new CameraSpec(CAMERA, own.body(), own.pose().times(Pose.rotated(LOWER)),
                Camera.perspective(pixels, pixels, FIELD_OF_VIEW),
                EnumSet.of(Output.RGB, Output.OBJECT), 1);
    }

    /// Widens all that the gaps are about.
    private static void randomize(Map<String, Factor> factors) {
        replace(factors, CUBE, places(NEAR + MARGIN * MOVED, HARDLY_TURNED + MARGIN * TURNED));
        put(factors, Factor.semantic(SIZE, Sampler.uniform(0.88, 1.12), Targets.grown(CUBE)));
        put(factors, Factor.invariant(LIGHT, Sampler.all(Sampler.uniform(-Math.PI, Math.PI), Sampler.uniform(0.4, 1.4),
                Sampler.logUniform(0.12, 1.5)), LookTargets.light()));
        put(factors, Factor.invariant(BACKGROUND, Sampler.repeat(9, Sampler.uniform(0.35, 0.85)),
                LookTargets.background()));
        replace(factors, FLOOR_LOOK, LookTargets.anySurface());
        replace(factors, TABLE_LOOK, LookTargets.anySurface());
        put(factors, Factor.invariant(CUBE_LOOK, LookTargets.anySurface(), LookTargets.surface(List.of(CUBE))));
        replace(factors, SHOWN, Sampler.repeat(factor(factors, SHOWN).sampler().size(), Sampler.uniform(0, 1)));
        double far = MARGIN * MOVED;
        double turn = MARGIN * 5 * DEGREE;
        put(factors, Factor.invariant(CAMERA_PLACE, Sampler.repeat(3, Sampler.uniform(-far, far)),
                LookTargets.cameraPosition(CAMERA)));
        put(factors, Factor.invariant(CAMERA_TURN, Sampler.repeat(3, Sampler.uniform(-turn, turn)),
                LookTargets.cameraOrientation(CAMERA)));
        put(factors, Factor.invariant(CAMERA_FOCUS, Sampler.logUniform(0.85, 1.18), LookTargets.cameraFocus(CAMERA)));
    }

    private static void open(Gap gap, Map<String, Factor> factors, int distractors) {
        switch (gap) {
            case NONE -> {}
            case LIGHT -> put(factors, Factor.invariant(LIGHT, lampFurther(), LookTargets.light()));
            case OBJECT_TEXTURE -> put(factors,
                    Factor.invariant(CUBE_LOOK, TISSUE, LookTargets.surface(List.of(CUBE))));
            case TABLE_TEXTURE -> replace(factors, TABLE_LOOK, DARK_PAPER);
            case BACKGROUND -> replace(factors, FLOOR_LOOK, LIGHT_GREY);
            case DISTRACTORS -> replace(factors, SHOWN, Sampler.repeat(distractors, constant(1)));
            case CAMERA_POSITION -> put(factors, Factor.invariant(CAMERA_PLACE, constant(MOVED, -MOVED, 0),
                    LookTargets.cameraPosition(CAMERA)));
            case CAMERA_ORIENTATION -> put(factors, Factor.invariant(CAMERA_TURN,
                    constant(5 * DEGREE, 0, 5 * DEGREE), LookTargets.cameraOrientation(CAMERA)));
            case FIELD_OF_VIEW -> put(factors,
                    Factor.invariant(CAMERA_FOCUS, constant(1.15), LookTargets.cameraFocus(CAMERA)));
            case OBJECT_POSE -> replace(factors, CUBE, moved(places(NEAR, HARDLY_TURNED)));
            case OBJECT_SHAPE -> put(factors, Factor.semantic(SIZE, Sampler.uniform(0.9, 1.1), Targets.grown(CUBE)));
        }
    }

    /// The key light from where it comes, as weak as a lamp that was moved away.
    private static Sampler lampFurther() {
        Vec3 from = Studio.lights().getFirst().direction().negate();
        double share = LAMP / (LAMP + FURTHER);
        return constant(StrictMath.atan2(from.y(), from.x()), StrictMath.asin(from.z()), share * share);
    }

    private static Sampler places(double far, double turned) {
        return Sampler.all(Sampler.uniform(-far, far), Sampler.uniform(-far, far), Sampler.uniform(-turned, turned));
    }

    /// Places that are moved as far as the gap has it, in any direction, and turned as far, either way.
    private static Sampler moved(Sampler from) {
        return new Sampler() {
            @Override
            public int size() {
                return from.size();
            }

            @Override
            public String description() {
                return from.description() + ", moved by " + MOVED + " and turned by ±" + TURNED;
            }

            @Override
            public void draw(RandomStream random, double[] out, int at) {
                from.draw(random, out, at);
                double direction = random.nextDouble(-Math.PI, Math.PI);
                out[at] += MOVED * StrictMath.cos(direction);
                out[at + 1] += MOVED * StrictMath.sin(direction);
                out[at + 2] += random.nextBoolean() ? TURNED : -TURNED;
            }
        };
    }

    /// A dull surface of one grey, as [LookTargets#surface] takes it.
    private static Sampler colour(double grey) {
        return constant(0, grey, grey, grey, grey, grey, grey, 0.1, 0.8);
    }

    private static Sampler constant(double... numbers) {
        return new Sampler() {
            @Override
            public int size() {
                return numbers.length;
            }

            @Override
            public String description() {
                return Arrays.toString(numbers);
            }

            @Override
            public void draw(RandomStream random, double[] out, int at) {
                System.arraycopy(numbers, 0, out, at, numbers.length);
            }
        };
    }

    private static void put(Map<String, Factor> factors, Factor factor) {
        factors.put(factor.name(), factor);
    }

    private static Factor factor(Map<String, Factor> factors, String name) {
        return Objects.requireNonNull(factors.get(name), name);
    }

    /// The same factor, drawn otherwise.
    private static void replace(Map<String, Factor> factors, String name, Sampler sampler) {
        Factor it = factor(factors, name);
        factors.put(name, new Factor(name, it.kind(), sampler, it.target(), it.interval()));
    }

    /// What adaptation leaves in an image, by the topmost body: the robot and the cube. In reality a segmentation model would have to tell.
    static IntPredicate isKept(Model model) {
        Set<Integer> kept = new TreeSet<>();
        int site = model.names().id(ObjectType.SITE, TOOL);
        kept.add(model.bodies().rootId().get(model.sites().bodyId().get(site)));
        kept.add(model.names().id(ObjectType.BODY, CUBE));
        return kept::contains;
    }

    /// Terms of observations that a real robot does not measure itself, but only a simulator knows.
    ///
    /// @param labels of the policy's group
    static List<String> unmeasured(List<String> labels) {
        return PolicySpec.terms(labels).stream().distinct().filter(term -> !MEASURED.contains(term)).toList();
    }
}

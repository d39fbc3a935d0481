package org.isthmus.task.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.robots.GraspSettings;
import org.isthmus.model.robots.Tools;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.edit.Attachment;
import org.isthmus.motion.ik.IkSolver;
import org.isthmus.motion.ik.IkTask;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.render.Output;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.task.image.CameraSpec;

/// An arm with a gripper beside a table, being furnished: objects are added, then a task takes the scene.
///
/// The table's surface is z = 0; the arm's base is at the origin, x points over the table. Worlds begin with the open tool above the middle of
/// the place to work at, pointing down. Of a [#pair] there is one for each arm, with the same scene.
public final class ArmOnTable {
    /// How a parallel gripper that is mounted on an arm holds things.
    private static final String GRIPPER = """
            {"tool": "tcp", "left": "gripper/left_pad", "right": "gripper/right_pad"}
            """;
    private static final List<Kind> KINDS = List.of(
            new Kind("panda", "", "hand/", "hand/fingers", 0.5, 0.2, ""),
            new Kind("widowx-250s", "", "", "gripper", 0.3, 0.15, ""),
            new Kind("rokae-sr3", "parallel-gripper", "gripper/", "gripper/fingers", 0.42, 0.2, GRIPPER),
            new Kind("aubo-i5", "parallel-gripper", "gripper/", "gripper/fingers", 0.5, 0.2, GRIPPER));
    /// Step of physics that learning uses, s: pads are a little softer than at 2 ms.
    private static final double STEP = 0.005;
    private static final double HOVER = 0.2;
    /// Of an arm's joints from their limits at the start, rad.
    private static final double FREE = 0.5;
    private static final double TABLE_X = 0.45;
    private static final double TABLE_Y = 0.6;
    private static final double TABLE_TOP = 0.02;
    /// Names of the arms of a pair begin with these.
    private static final List<String> SIDES = List.of("left/", "right/");
    /// Of a camera at the wrist from the tool: to the side that is away from the base when the tool points down, and back, m.
    private static final Vec3 WRIST_CAMERA = new Vec3(0.085, 0, -0.11);
    /// Ways to point down: a gripper of two fingers is the same when turned by half a turn.
    private static final List<Quat> DOWN = List.of(Quat.fromAxisAngle(Vec3.X, Math.PI),
            Quat.fromAxisAngle(Vec3.Y, Math.PI));

    private final Kind kind;
    private final Scene scene;
    /// Of all the arm's names.
    private final String prefix;
    /// Of the arm, on the table, m.
    private final Vec3 base;

    /// An arm and its gripper.
    ///
    /// @param hand template that is mounted on the flange; empty: the arm has its own
    /// @param prefix of the gripper's names
    /// @param servo of the fingers
    /// @param reach of the middle of the place to work at, m
    /// @param room half the side of that place, m
    /// @param description of the gripper for planners; empty: the one of the template's name
    private record Kind(
            String robot, String hand, String prefix, String servo, double reach, double room, String description) {}

    private ArmOnTable(Kind kind, Scene scene, String prefix, Vec3 base) {
        this.kind = kind;
        this.scene = scene;
        this.prefix = prefix;
        this.base = base;
    }

    /// The robots there are.
    public static List<String> robots() {
        return KINDS.stream().map(Kind::robot).toList();
    }

    /// An empty table.
    ///
    /// @param robot one of [#robots]
    /// @throws IllegalArgumentException when there is no such robot
    public static ArmOnTable of(String robot) {
        Kind kind = kind(robot);
        ArmOnTable station = new ArmOnTable(kind, arm(kind), "", Vec3.ZERO);
        furnish(station.scene, List.of(station), TABLE_Y);
        return station;
    }

    /// An empty table with two of the same arm side by side, x pointing over the table from both.
    ///
    /// @return the arm at +y, whose names begin with `left/`, and that at −y, `right/`; their places to work at meet at y = 0
    /// @throws IllegalArgumentException when there is no such robot
    public static List<ArmOnTable> pair(String robot) {
        Kind kind = kind(robot);
        Scene arm = arm(kind);
        Scene scene = new Scene();
        Keyframe home = new Keyframe(); // those of the arms become part of it, for they have its name
        home.name = arm.keyframes.getFirst().name;
        scene.keyframes.add(home);
        List<ArmOnTable> pair = new ArrayList<>();
        for (String side : SIDES) {
            Vec3 base = new Vec3(0, (pair.isEmpty() ? 1 : -1) * apart(kind), 0);
            Attachment.attachToBody(scene, "world", Pose.at(base), arm, side, new Diagnostics());
            pair.add(new ArmOnTable(kind, scene, side, base));
        }
        furnish(scene, pair, TABLE_Y + kind.room);
        return pair;
    }

    /// Of the arms of a pair from the middle between them, m.
    private static double apart(Kind kind) {
        return 5.0 / 3 * kind.room;
    }

    private static Scene arm(Kind kind) {
        Scene scene = SceneFiles.load(kind.robot, SceneFiles.Options.DEFAULT, new Diagnostics());
        if (!kind.hand.isEmpty()) {
            Tools.mount(scene, SceneFiles.load(kind.hand, SceneFiles.Options.DEFAULT, new Diagnostics()), Quat.IDENTITY,
                    kind.prefix);
        }
        return scene;
    }

    private static void furnish(Scene scene, List<ArmOnTable> arms, double halfY) {
        scene.physics.timestep = STEP;
        scene.physics.integrator = Integrator.IMPLICIT_FAST;
        GraspSettings.applyTo(scene.physics);
        arms.forEach(ArmOnTable::dampFingers);
        addTable(scene, halfY);
        arms.forEach(ArmOnTable::raiseTool);
    }

    private static Kind kind(String robot) {
        return KINDS.stream().filter(k -> k.robot.equals(robot)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no arm '" + robot + "' for tables; there are "
                        + robots() + " " + Nearest.remedy(robot, robots())));
    }

    /// Moves the damping of the fingers' servo into their joints. The servo's force is limited, and with it its damping: with steps of this
    /// length it swings from limit to limit, and the jaw stays where it is. A joint's damping is never limited, and implicit.
    private void dampFingers() {
        Actuator servo = Objects.requireNonNull(scene.actuator(fingerServo()));
        double each = -servo.biasPrm[2] / fingers().size();
        servo.biasPrm[2] = 0;
        for (String finger : fingers()) {
            Objects.requireNonNull(scene.joint(finger)).damping[0] += each;
        }
    }

    /// What collides is a plane, which costs little and from which nothing falls; what is seen is a board.
    private static void addTable(Scene scene, double halfY) {
        scene.world.addGeom(GeomType.PLANE, new double[]{TABLE_X, halfY, 0.05}, geom -> {
            geom.name = "table";
            geom.pos = new Vec3(TABLE_X, 0, 0);
            geom.group = 3;
        });
        Material wood = new Material();
        wood.name = "board";
        wood.rgba[0] = 0.74;
        wood.rgba[1] = 0.57;
        wood.rgba[2] = 0.38;
        scene.materials.add(wood);
        scene.world.addGeom(GeomType.BOX, new double[]{TABLE_X + 0.1, halfY, TABLE_TOP}, geom -> {
            geom.name = "board";
            geom.pos = new Vec3(TABLE_X - 0.1, 0, -TABLE_TOP - 1e-4);
            geom.material = wood.name;
            geom.contype = 0;
            geom.conaffinity = 0;
        });
    }

    /// Makes the first keyframe the start: the open tool above the middle, pointing down.
    private void raiseTool() {
        Model model = SceneCompiler.compile(scene.copy(), new Diagnostics());
        RobotGripper gripper = gripper(model);
        JointGroup group = gripper.arm();
        double[] x = home(gripper);
        Keyframe home = scene.keyframes.getFirst();
        group.toQpos(x, home.qpos);
        for (JointGroup.Follower follower : group.followers()) {
            String joint = group.names().get(follower.coordinate());
            int servo = IntStream.range(0, scene.actuators.size())
                    .filter(i -> joint.equals(scene.actuators.get(i).target)).findFirst().orElseThrow();
            home.ctrl[servo] = x[follower.coordinate()];
        }
    }

    /// [n] joints that hold the tool above the middle, pointing down, none of them near its limits: from there a tool turns either way
    private double[] home(RobotGripper gripper) {
        IkSolver solver = new IkSolver(gripper.arm(), List.of(IkTask.pose(gripper.tool())), IkSolver.Options.DEFAULT);
        for (Quat down : DOWN) {
            double[] x = gripper.arm().rest().toArray();
            if (solver.solve(x, new Pose(middle().plus(new Vec3(0, 0, HOVER)), down)) && isFree(gripper.arm(), x)) {
                return x;
            }
        }
        throw new IllegalStateException(kind.robot + " does not reach the middle of its table");
    }

    private static boolean isFree(JointGroup arm, double[] x) {
        return IntStream.range(0, arm.size())
                .allMatch(i -> x[i] - arm.lower().get(i) > FREE && arm.upper().get(i) - x[i] > FREE);
    }

    public String robot() {
        return kind.robot;
    }

    public Scene scene() {
        return scene;
    }

    /// The gripper in a compiled model of this scene, for planners.
    public RobotGripper gripper(Model model) {
        return gripper(kind, prefix, model);
    }

    /// The gripper of one of the robots in a compiled model of a scene that was furnished here.
    public static RobotGripper gripper(String robot, Model model) {
        return gripper(kind(robot), "", model);
    }

    /// The grippers of a [#pair] of one of the robots in a compiled model: left, right.
    public static List<RobotGripper> grippers(String robot, Model model) {
        return SIDES.stream().map(side -> gripper(kind(robot), side, model)).toList();
    }

    private static RobotGripper gripper(Kind kind, String prefix, Model model) {
        return kind.description.isEmpty() ? RobotGripper.named(kind.robot, prefix, model)
                : RobotGripper.read(kind.robot, kind.description, prefix, model, new Diagnostics());
    }

    /// Middle of the place to work at, on the table, m.
    public Vec3 middle() {
        return base.plus(new Vec3(kind.reach, 0, 0));
    }

    /// Half the side of the place to work at, m.
    public double room() {
        return kind.room;
    }

    /// The place to work at in a scene that was furnished here: of a pair, both and what is between them.
    static Surface workplace(Scene scene, String robot) {
        Kind kind = kind(robot);
        double aside = scene.site(SIDES.getFirst() + "tcp") == null ? 0 : apart(kind);
        return new Surface(new Vec3(kind.reach, 0, 0), kind.room, kind.room + aside);
    }

    /// Site of the tool.
    public String tool() {
        return prefix + "tcp";
    }

    /// The direction out of the gripper, in the axes of the tool's site.
    public Vec3 approach() {
        Model model = SceneCompiler.compile(scene.copy(), new Diagnostics());
        Quat R_BT = gripper(model).tool().offset().rotation();
        return Frame.of(model, tool()).offset().rotation().rotateInverse(R_BT.rotate(Vec3.Z));
    }

    /// Servo of the fingers; its control is how far each is open, m.
    public String fingerServo() {
        return prefix + kind.servo;
    }

    /// The fingers' joints.
    public List<String> fingers() {
        return List.of(prefix + kind.prefix + "left_finger", prefix + kind.prefix + "right_finger");
    }

    /// Servos of the arm, from the base.
    public List<String> armServos() {
        return servos().map(ArmOnTable::name).collect(Collectors.toList());
    }

    /// Joints of the arm, from the base.
    public List<String> armJoints() {
        return servos().map(a -> String.valueOf(a.target)).collect(Collectors.toList());
    }

    private Stream<Actuator> servos() {
        return scene.actuators.stream().filter(a -> name(a).startsWith(prefix) && !name(a).equals(fingerServo()));
    }

    private static String name(Actuator actuator) {
        return String.valueOf(actuator.name);
    }

    /// A camera that looks at the place to work at from the side of the table opposite to the arm, a little from the right.
    public CameraSpec frontCamera(int width, int height) {
        double far = 1.3 * kind.reach + 0.25;
        Vec3 from = middle().plus(new Vec3(0.75 * far, -0.55 * far, 0.75 * far));
        return CameraSpec.standing("front", from, middle().plus(new Vec3(-0.1, 0, 0.08)), 0.75, width, height);
    }

    /// A camera that the gripper carries and that looks at what is before the tool.
    public CameraSpec wristCamera(int width, int height) {
        Model model = SceneCompiler.compile(scene.copy(), new Diagnostics());
        Frame tool = gripper(model).tool();
        Pose X_BT = tool.offset();
        Pose view = View.lookAt(X_BT.transform(WRIST_CAMERA), X_BT.transform(new Vec3(0, 0, 0.03)),
                X_BT.rotation().rotate(Vec3.X));
        return new CameraSpec((prefix + "wrist").replace('/', '_'), model.names().name(ObjectType.BODY, tool.body()),
                view, Camera.perspective(width, height, 1.1), EnumSet.of(Output.RGB), 1);
    }

    /// Adds a small ball that nothing touches, to show a goal.
    public void addMark(String name, double radius) {
        Body mark = scene.world.addBody(name, Pose.at(middle().x(), 0, HOVER));
        mark.mocap = true;
        mark.addGeom(GeomType.SPHERE, new double[]{radius, 0, 0}, geom -> {
            geom.name = name;
            geom.contype = 0;
            geom.conaffinity = 0;
            Paint.colour(geom, 0.1, 0.75, 0.2);
        });
    }

    /// Adds a loose body of one geom.
    ///
    /// @param pose where it is at first
    /// @param size half lengths and radii, by type, m
    /// @param edit of the geom, which has the body's name
    public Body addLoose(String name, Pose pose, GeomType type, double[] size, Consumer<Geom> edit) {
        Body body = addLoose(name, pose);
        body.addGeom(type, size, geom -> {
            geom.name = name;
            edit.accept(geom);
        });
        return body;
    }

    /// Adds a loose body that is to be given geoms.
    public Body addLoose(String name, Pose pose) {
        Body body = scene.world.addBody(name, pose);
        body.addFreeJoint(name);
        double[] start = new double[7];
        pose.position().into(start, 0);
        pose.rotation().into(start, 3);
        addToHome(start);
        return body;
    }

    /// Adds a body that stands where it is put: nothing moves it, but a factor can place it ([org.isthmus.task.randomize.Targets#placed]).
    public Body addFixture(String name, Pose pose) {
        Body body = scene.world.addBody(name, pose);
        body.mocap = true;
        return body;
    }

    /// Adds something to the fixture that was added last, on a hinge or slide, which begins at 0.
    ///
    /// @param edit of the joint, which has the name of its body
    public Body addMoving(Body fixture, String name, Pose pose, JointType type, Consumer<Joint> edit) {
        Body body = fixture.addBody(name, pose);
        body.addJoint(name, type, edit);
        addToHome(0);
        return body;
    }

    private void addToHome(double... start) {
        Keyframe home = scene.keyframes.getFirst();
        int at = home.qpos.length;
        home.qpos = Arrays.copyOf(home.qpos, at + start.length);
        System.arraycopy(start, 0, home.qpos, at, start.length);
    }

    /// Orientation of a tool that points down.
    ///
    /// @param heading about the vertical, rad; 0: the fingers move along y
    public static Quat down(double heading) {
        return Quat.fromAxisAngle(Vec3.Z, heading).times(DOWN.getFirst());
    }
}

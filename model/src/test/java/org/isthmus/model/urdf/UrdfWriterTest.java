package org.isthmus.model.urdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.urdf.Urdf.joint;
import static org.isthmus.model.urdf.Urdf.link;
import static org.isthmus.model.urdf.Urdf.read;
import static org.isthmus.model.urdf.Urdf.robot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mjcf.MissingFiles;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Transmission;
import org.isthmus.model.scene.VelocityLimits;
import org.isthmus.model.testing.RandomScenes;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;

class UrdfWriterTest {
    private static String write(Scene scene) {
        return UrdfWriter.write(scene, new Diagnostics());
    }

    private static String messages(Scene scene) {
        Diagnostics diagnostics = new Diagnostics();
        UrdfWriter.write(scene, diagnostics);
        return diagnostics.list().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    /// A scene of one body with one sphere, fixed to the world.
    private static Body body(Scene scene) {
        Body body = scene.world.addBody("b", Pose.IDENTITY);
        body.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        return body;
    }

    @Test
    void randomScenesKeepMotionAndMass() {
        Property.check(31, 30, random -> {
            Scene scene = RandomScenes.tree(random, 1 + random.nextInt(8));
            String text = write(scene);
            Scene again = read(text);
            SameMotion.check(scene, again, 3);
            SameMotion.check(again, read(write(again)), 3);
        });
    }

    @Test
    void theSecondWritingIsTheFirst() {
        Property.check(32, 30, random -> {
            Scene scene = read(write(RandomScenes.tree(random, 1 + random.nextInt(8))));
            String text = write(scene);
            Scene again = read(text);
            assertThat(again.bodies()).hasSameSizeAs(scene.bodies());
            assertThat(links(write(again))).isEqualTo(links(text));
        });
    }

    private static List<String> links(String text) {
        return text.lines().filter(l -> l.contains("<link ") || l.contains("<joint ")).toList();
    }

    @Test
    void aRobotIsWrittenPlainly() {
        String text = robot("<material name=\"red\"><color rgba=\"1 0 0 1\"/></material>",
                link("base",
                        "<visual name='v'><geometry><box size='1 2 3'/></geometry><material name='red'/></visual>"),
                link("arm", "<collision><geometry><cylinder radius='0.5' length='2'/></geometry></collision>"),
                joint("j", "revolute", "base", "arm", "<origin xyz='0 0 1'/><axis xyz='0 0 1'/>"
                        + "<limit lower='-1' upper='2' effort='5' velocity='3'/><dynamics damping='0.5' "
                        + "friction='0.1'/>"));
        assertThat(write(read(text))).isEqualTo("""
                <robot name="r">
                  <material name="red">
                    <color rgba="1 0 0 1"/>
                  </material>
                  <link name="base">
                    <inertial>
                      <mass value="1"/>
                      <inertia ixx="1" ixy="0" ixz="0" iyy="1" iyz="0" izz="1"/>
                    </inertial>
                    <visual name="v">
                      <geometry>
                        <box size="1 2 3"/>
                      </geometry>
                      <material name="red"/>
                    </visual>
                  </link>
                  <joint name="j" type="revolute">
                    <origin xyz="0 0 1"/>
                    <parent link="base"/>
                    <child link="arm"/>
                    <axis xyz="0 0 1"/>
                    <limit lower="-1" upper="2" effort="5" velocity="3"/>
                    <dynamics damping="0.5" friction="0.1"/>
                  </joint>
                  <link name="arm">
                    <inertial>
                      <mass value="1"/>
                      <inertia ixx="1" ixy="0" ixz="0" iyy="1" iyz="0" izz="1"/>
                    </inertial>
                    <collision>
                      <geometry>
                        <cylinder radius="0.5" length="2"/>
                      </geometry>
                    </collision>
                  </link>
                </robot>
                """);
    }

    @Test
    void mimicsTransmissionsFramesAndOptionsComeBack() {
        String text = robot("<mujoco><compiler boundmass='0.1'/><option timestep='0.004'/></mujoco>", link("a"),
                link("b"),
                link("c"), joint("i", "prismatic", "a", "b", "<limit effort='3' velocity='2' lower='0' upper='1'/>"),
                joint("j", "continuous", "b", "c", "<mimic joint='i' multiplier='2' offset='0.5'/>"),
                "<transmission name='t'><joint name='i'><hardwareInterface>PositionJointInterface</hardwareInterface></joint>"
                        + "<actuator name='m'><mechanicalReduction>7</mechanicalReduction></actuator></transmission>",
                "<frame name='f' link='b' xyz='1 2 3' rpy='0 0 1'/>");
        Scene scene = read(text);
        Scene again = read(write(scene));
        assertThat(again.compiler.boundMass).isEqualTo(0.1);
        assertThat(again.physics.timestep).isEqualTo(0.004);
        Equality equality = again.equalities.getFirst();
        assertThat(equality.polycoef).containsExactly(0.5, 2, 0, 0, 0);
        Actuator actuator = again.actuators.getFirst();
        assertThat(actuator.name).isEqualTo("m");
        assertThat(actuator.gear[0]).isEqualTo(7);
        assertThat(actuator.gainPrm).isEqualTo(scene.actuators.getFirst().gainPrm);
        assertThat(again.site("f")).satisfies(f -> {
            assertThat(f.pos).isEqualTo(new Vec3(1, 2, 3));
            assertThat(f.quat.angleTo(Quat.fromAxisAngle(Vec3.Z, 1))).isLessThan(1e-12);
        });
        assertThat(VelocityLimits.of(again)).isEqualTo(Map.of("i", 2.0));
    }

    @Test
    void referencePositionsGoIntoOriginsAndOffsets() {
        Scene scene = new Scene();
        Body a = body(scene);
        a.addJoint("x", JointType.HINGE, j -> j.ref = 0.5);
        Body b = a.addBody("c", Pose.at(0, 0, 1));
        b.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        b.addJoint("y", JointType.SLIDE, j -> j.ref = 0.25);
        Equality equality = new Equality(EqualityType.JOINT);
        equality.first = "y";
        equality.second = "x";
        equality.polycoef[0] = 1;
        equality.polycoef[1] = 3;
        scene.equalities.add(equality);
        Scene again = read(write(scene));
        SameMotion.check(scene, again, 5);
        // y − 0.25 = 1 + 3 (x − 0.5)
        assertThat(again.equalities.getFirst().polycoef).containsExactly(-0.25, 3, 0, 0, 0);
    }

    @Test
    void limitsThatAreNoneStayNone() {
        Scene scene = new Scene();
        body(scene).addJoint("s", JointType.SLIDE, j -> {});
        Joint again = read(write(scene)).bodies().getLast().joints.getFirst();
        assertThat(again.range).containsExactly(0, 0);
        assertThat(again.actuatorForceRange).containsExactly(0, 0);
        assertThat(write(scene)).contains("<limit lower=\"-1e10\" upper=\"1e10\" effort=\"1e10\" velocity=\"1e10\"/>");
    }

    @Test
    void theEffortOfAJointIsThatOfItsActuators() {
        Scene scene = new Scene();
        body(scene).addJoint("j", JointType.HINGE, j -> {});
        Actuator actuator = new Actuator();
        actuator.target = "j";
        actuator.gear[0] = -5;
        actuator.forceRange[0] = -1;
        actuator.forceRange[1] = 2;
        scene.actuators.add(actuator);
        assertThat(write(scene)).contains("<limit effort=\"10\" velocity=\"1e10\"/>");
    }

    @Test
    void aGeomThatIsSeenAndCollidesIsBoth() {
        Scene scene = new Scene();
        body(scene).geoms.getFirst().name = "g";
        String text = write(scene);
        assertThat(text).contains("<visual>").contains("<collision name=\"g\">");
        scene.bodies().getLast().geoms.getFirst().group = 3;
        assertThat(write(scene)).doesNotContain("<visual>");
    }

    @Test
    void whatIsLostIsTold() {
        Scene scene = new Scene();
        Body body = body(scene);
        body.gravcomp = 1;
        body.geoms.getFirst().condim = 4;
        body.geoms.getFirst().contype = 2;
        body.addJoint("j", JointType.HINGE, j -> {
            j.armature = 0.1;
            j.stiffness[0] = 3;
        });
        body.addJoint("ball", JointType.BALL, j -> {});
        body.addSite("s", Pose.IDENTITY).name = null;
        body.cameras.add(new Camera());
        scene.keyframes.add(new Keyframe());
        Actuator actuator = new Actuator();
        actuator.name = "a";
        actuator.target = "ball";
        actuator.transmission = Transmission.JOINT;
        scene.actuators.add(actuator);
        scene.equalities.add(new Equality(EqualityType.JOINT));
        scene.equalities.getFirst().first = "j";
        assertThat(messages(scene)).isEqualTo("""
                warning: URDF cannot hold equalities other than a joint that follows another linearly: 1 left out
                warning: URDF cannot hold cameras: 1 left out
                warning: URDF cannot hold sites without a name: 1 left out; name them
                warning: URDF cannot hold keyframes: 1 left out; state them in an SRDF file
                warning: joint 'j': stiffness, armature not written
                warning: joint 'ball': written as 'spherical', which MuJoCo and Bullet read, but not ROS; \
                use three hinges for ROS
                warning: geom without a name: condim not written
                warning: geom without a name: the masks of what it collides with are not written; use an SRDF file
                warning: body 'b': gravcomp not written""");
    }

    @Test
    void shapesOfFewReadersAreTold() {
        Scene scene = new Scene();
        Body body = body(scene);
        double[] size = {0.1, 0.2, 0.3};
        body.addGeom(GeomType.CAPSULE, size, g -> g.name = "c");
        body.addGeom(GeomType.ELLIPSOID, size, g -> g.name = "e");
        scene.world.addGeom(GeomType.PLANE, new double[]{0, 0, 1}, g -> g.name = "p");
        String text = write(scene);
        assertThat(text).contains("<origin xyz=\"0 0 -0.5\"/>", "<box size=\"100 100 1\"/>");
        assertThat(read(text).bodies().getLast().geoms).extracting(g -> g.type).contains(GeomType.CAPSULE,
                GeomType.ELLIPSOID);
        assertThat(messages(scene)).isEqualTo("""
                warning: geom 'p': a plane, written as a box of 100 100 1 m below it
                warning: geom 'c': a 'capsule', which MuJoCo, Bullet and Drake read, but not ROS
                warning: geom 'e': an 'ellipsoid', which no other program reads; use a mesh""");
    }

    @Test
    void rollPitchYawIsExactEverywhere() {
        Property.check(33, 5000, random -> {
            double pitch = random.nextInt(4) == 0 ? Math.PI / 2 * (1 - 1e-9 * random.nextInt(3))
                    : random.nextDouble(-2, 2);
            Quat q = Quat.fromRollPitchYaw(random.nextDouble(-4, 4), pitch, random.nextDouble(-4, 4));
            double[] rpy = Rpy.of(q);
            assertThat(Quat.fromRollPitchYaw(rpy[0], rpy[1], rpy[2]).angleTo(q)).isLessThan(1e-12);
        });
    }

    /// The texts of the field's robots by name, without meshes: they matter neither to motion nor, beside inertials, to
    /// mass.
    private static Map<String, byte[]> texts() throws IOException {
        Path root = SharedData.require("robots");
        Map<String, byte[]> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files
                    .filter(f -> f.toString().matches(".*\\.(urdf|xml)") && !f.toString().contains("mujoco_"))
                    .toList()) {
                texts.put("/" + root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return texts;
    }

    @Test
    void theFieldsRobotsKeepMotionAndMass() throws IOException {
        Map<String, byte[]> texts = texts();
        FileAccess files = FileAccess.inMemory(texts);
        int checked = 0;
        for (String name : texts.keySet()) {
            Scene scene;
            String text;
            try {
                scene = name.endsWith(".urdf")
                        ? new UrdfReader(files).toleratingMissingMeshes().read(name, new Diagnostics())
                        : MjcfReader.read(files, name, new MjcfReader.Options(MissingFiles.WARN), new Diagnostics());
                text = write(scene);
            } catch (DiagnosticException e) {
                continue; // parts of others, made wrong on purpose, or without mass where meshes are missing
            }
            Scene again = new UrdfReader(files).toleratingMissingMeshes().parse(name, text, new Diagnostics());
            SameMotion.check(scene, again, 2);
            checked++;
        }
        assertThat(checked).isGreaterThan(60);
    }
}

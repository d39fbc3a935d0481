package org.isthmus.model.sdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.sdf.Sdf.joint;
import static org.isthmus.model.sdf.Sdf.link;
import static org.isthmus.model.sdf.Sdf.messages;
import static org.isthmus.model.sdf.Sdf.model;
import static org.isthmus.model.sdf.Sdf.pose;
import static org.isthmus.model.sdf.Sdf.read;
import static org.isthmus.model.sdf.Sdf.world;

import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.linkage.Motion;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.LightType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.VelocityLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdfReaderTest {
    private static final double QUARTER = Math.PI / 2;
    private static final String TURN_Z = "0 0 0 0 0 " + QUARTER;
    private static final SdfReader FIXED = new SdfReader(Sdf.files()).withFixedBase();

    private static Scene fixed(String text) {
        return FIXED.parse(Sdf.FILE, text, new Diagnostics());
    }

    /// The pose in the world of a body at the reference configuration.
    private static Pose poseOf(Scene scene, String body) {
        Pose pose = Motion.poses(scene, j -> 0).get(body);
        assertThat(pose).isNotNull();
        return pose;
    }

    private static void assertPose(Pose actual, Vec3 position, Quat rotation) {
        assertThat(actual.position().minus(position).length()).isLessThan(1e-12);
        assertThat(actual.rotation().angleTo(rotation)).isLessThan(1e-12);
    }

    private static void assertAt(Scene scene, String body, double x, double y, double z) {
        assertThat(poseOf(scene, body).position().minus(new Vec3(x, y, z)).length()).isLessThan(1e-12);
    }

    @Test
    void linksAreFreeUnlessTheyHangOnSomething() {
        Scene scene = read(model(link("a", pose("1 2 3 0 0 0")), link("b", pose("1 2 4 0 0 0")), link("c"),
                joint("j", "fixed", "a", "b"), joint("k", "fixed", "world", "c")));
        Body a = scene.world.children.get(1);
        assertThat(a.name).isEqualTo("a");
        assertThat(a.pos).isEqualTo(new Vec3(1, 2, 3));
        assertThat(a.joints).singleElement().satisfies(j -> {
            assertThat(j.type).isEqualTo(JointType.FREE);
            assertThat(j.name).isEqualTo("a_free");
        });
        assertThat(a.children.getFirst().pos).isEqualTo(Vec3.Z);
        Body c = scene.world.children.getFirst();
        assertThat(c.name).isEqualTo("c");
        assertThat(c.joints).isEmpty();
    }

    @Test
    void staticModelsAndFixedBasesStand() {
        assertThat(read(model("<static>true</static>", link("a"))).world.children.getFirst().joints).isEmpty();
        assertThat(fixed(model(link("a"))).world.children.getFirst().joints).isEmpty();
        String text = model("<static>1</static>", link("a"), link("b"), joint("j", "revolute", "a", "b"));
        assertThat(read(text).world.children).hasSize(2);
        assertThat(messages(text)).isEqualTo("5: warning: the model is static, so joint 'j' holds still; "
                + "expected no moving joints in static models");
    }

    @Test
    void posesAreOfThreeNotations() {
        assertPose(fixed(model(link("a", pose("1 2 3 0.1 0.2 0.3")))).world.children.getFirst().pose(),
                new Vec3(1, 2, 3), Quat.fromRollPitchYaw(0.1, 0.2, 0.3));
        assertPose(fixed(model(link("a", "<pose degrees='true'>1 2 3 0 0 90</pose>"))).world.children.getFirst().pose(),
                new Vec3(1, 2, 3), Quat.fromAxisAngle(Vec3.Z, QUARTER));
        assertPose(fixed(model(link("a", "<pose rotation_format='quat_xyzw'>1 2 3 0 0 2 2</pose>"))).world.children
                .getFirst().pose(), new Vec3(1, 2, 3), Quat.fromAxisAngle(Vec3.Z, QUARTER));
    }

    @Test
    void posesAreRelativeToAnyFrame() {
        Scene scene = fixed(model(pose("0 0 10 0 0 0"), link("a", pose(TURN_Z)), link("b", pose("a", "1 0 0 0 0 0")),
                link("c", pose("j", "0 0 1 0 0 0")), link("d", pose("f", "0 0 0 0 0 0")),
                joint("j", "fixed", "a", "b", pose("0 2 0 0 0 0")),
                "<frame name='f' attached_to='b'>" + pose("0 0 5 0 0 0") + "</frame>"));
        assertAt(scene, "a", 0, 0, 10);
        // one along the turned x axis of a
        assertAt(scene, "b", 0, 1, 10);
        // the joint is two along the turned y axis of its child b
        assertAt(scene, "c", -2, 1, 11);
        assertAt(scene, "d", 0, 1, 15);
        assertThat(scene.site("f")).satisfies(f -> assertThat(f.pos).isEqualTo(new Vec3(0, 0, 5)));
    }

    @Test
    void aModelMayBePlacedByOneOfItsFrames() {
        Scene scene = fixed("<sdf version='1.9'><model name='m' placement_frame='b'>" + pose("1 1 1 0 0 0") + link("a")
                + link("b", pose("0 0 4 0 0 0")) + "</model></sdf>");
        assertAt(scene, "b", 1, 1, 1);
        assertAt(scene, "a", 1, 1, -3);
    }

    @Test
    void nestedModelsHaveScopedNames() {
        String inner = "<model name='hand'>" + pose("palm_mount", TURN_Z) + link("palm", pose("1 0 0 0 0 0"))
                + "<frame name='grip' attached_to='palm'/></model>";
        Scene scene = fixed(model(link("arm"), "<frame name='palm_mount'>" + pose("0 0 2 0 0 0") + "</frame>", inner,
                joint("j", "continuous", "arm", "hand::grip"), link("tip", pose("hand::grip", "0 1 0 0 0 0"))));
        assertAt(scene, "hand::palm", 0, 1, 2);
        assertAt(scene, "tip", -1, 1, 2);
        Body palm = scene.body("hand::palm");
        assertThat(palm).isNotNull();
        assertThat(palm.joints).extracting(j -> j.name).containsExactly("j");
        assertThat(scene.site("hand::grip")).isNotNull();
    }

    @Test
    void aNestedModelStandsForItsCanonicalLink() {
        Scene scene = fixed(
                model(link("arm"), "<model name='hand' canonical_link='palm'>" + link("thumb") + link("palm")
                        + "</model>", joint("j", "fixed", "arm", "hand")));
        assertThat(scene.body("arm")).satisfies(
                arm -> assertThat(arm.children).extracting(b -> b.name).containsExactly("hand::palm"));
    }

    @Test
    void modelsOfAWorldHaveScopedNames() {
        Scene scene = read(
                world("<model name='a'>" + link("l") + "</model>", "<model name='b'>" + link("l") + "</model>"));
        assertThat(scene.name).isEqualTo("w");
        assertThat(scene.world.children).extracting(b -> b.name).containsExactly("a::l", "b::l");
    }

    @Test
    void includesBringModelsFromOtherFiles() {
        SdfReader reader = new SdfReader(Sdf.files("/models/box/model.config",
                "<model><sdf version='1.4'>old.sdf</sdf><sdf version='1.6'>box.sdf</sdf></model>",
                "/models/box/box.sdf",
                "<sdf version='1.6'><model name='box'>" + pose("9 9 9 0 0 0") + link("l",
                        "<collision name='c'><geometry><mesh><uri>m.obj</uri></mesh></geometry></collision>")
                        + "</model></sdf>",
                "/models/box/m.obj", ""));
        Scene scene = reader.parse(Sdf.FILE,
                world("<include><uri>model://box</uri><name>first</name>" + pose("1 0 0 0 0 0")
                        + "<static>true</static></include>", "<include><uri>box/box.sdf</uri></include>"),
                new Diagnostics());
        assertThat(scene.world.children).extracting(b -> b.name).containsExactly("first::l", "box::l");
        assertThat(scene.world.children).extracting(b -> b.pos).containsExactly(Vec3.X, new Vec3(9, 9, 9));
        assertThat(scene.world.children).extracting(b -> b.joints.size()).containsExactly(0, 1);
        assertThat(scene.meshes).hasSize(1);
    }

    @Test
    void wrongIncludesAreTold() {
        SdfReader reader = new SdfReader(Sdf.files("/models/loop.sdf",
                "<sdf version='1.9'><model name='l'>" + link("a")
                        + "<include><uri>loop.sdf</uri></include></model></sdf>",
                "/models/empty.sdf", "<sdf version='1.9'/>"));
        assertThat(messages(reader, world("<include><uri>loop.sdf</uri></include>"))).isEqualTo(
                "/models/loop.sdf:1:148: error: models include each other more than 20 deep; expected at most 20; "
                        + "look for a model that includes itself");
        assertThat(messages(reader, world("<include/>", "<include><uri>empty.sdf</uri></include>",
                "<include><uri>a.urdf</uri></include>", "<include><uri>https://a.org/m</uri></include>"))).isEqualTo("""
                        2: error: 'include' has no 'uri'; expected one
                        3: error: '/models/empty.sdf' holds no model; expected a model
                        4: error: 'a.urdf' is URDF; expected an SDF model; convert it, or join the scenes afterwards
                        5: error: 'https://a.org/m/model.config' is not on this machine's disk; \
                        expected a path, file://, package:// or model://; download it and refer to the local copy""");
    }

    @Test
    void missingModelsAreLeftOutOnDemand() {
        String text = world("<include><uri>model://sun</uri></include>", "<model name='m'>" + link("a") + "</model>");
        assertThat(messages(text)).startsWith("2: error: package 'sun' is not found;");
        SdfReader tolerant = new SdfReader(Sdf.files()).toleratingMissingMeshes();
        assertThat(messages(tolerant, text)).startsWith("2: warning: package 'sun' is not found;");
        assertThat(tolerant.parse(Sdf.FILE, text, new Diagnostics()).world.children).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"revolute,HINGE", "continuous,HINGE", "prismatic,SLIDE", "ball,BALL"})
    void aSimpleTypeIsOneJoint(String type, JointType expected) {
        Scene scene = fixed(model(link("a"), link("b"), joint("j", type, "a", "b", pose("0 0 3 0 0 0"))));
        assertThat(scene.joint("j")).satisfies(j -> {
            assertThat(j.type).isEqualTo(expected);
            assertThat(j.pos).isEqualTo(new Vec3(0, 0, 3));
        });
    }

    @Test
    void aUniversalJointIsTwoHinges() {
        Scene scene = fixed(model(link("a"), link("b"), joint("j", "universal", "a", "b",
                "<axis><xyz>1 0 0</xyz></axis><axis2><xyz>0 1 0</xyz><limit><lower>-1</lower><upper>1</upper>"
                        + "</limit></axis2>")));
        assertThat(scene.joint("j_R1")).satisfies(j -> assertThat(j.axis).isEqualTo(Vec3.X));
        assertThat(scene.joint("j_R2")).satisfies(j -> {
            assertThat(j.axis).isEqualTo(Vec3.Y);
            assertThat(j.range).containsExactly(-1, 1);
        });
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // version, attribute of xyz, use_parent_model_frame, axis in the frame of the child, which is turned by a quarter
        // about z in the model and the joint by another in the child
        "1.4,-,-,0 -1 0", "1.5,-,-,0 1 0", "1.6,-,1,0 -1 0", "1.9,-,-,0 1 0", "1.9,__model__,-,0 -1 0", "1.9,b,-,1 0 0",
        "1.9,a,-,0 -1 0"})
    void axesAreExpressedInAFrame(String version, String expressedIn, String inModel, String expected) {
        String xyz = expressedIn == null ? "<xyz>1 0 0</xyz>" : "<xyz expressed_in='" + expressedIn + "'>1 0 0</xyz>";
        String flag = inModel == null ? "" : "<use_parent_model_frame>" + inModel + "</use_parent_model_frame>";
        Scene scene = fixed(model(link("a"), link("b", pose(TURN_Z)),
                joint("j", "revolute", "a", "b", pose(TURN_Z), "<axis>" + xyz + flag + "</axis>"))
                .replace("version='1.9'", "version='" + version + "'"));
        Joint joint = scene.joint("j");
        assertThat(joint).isNotNull();
        String[] words = expected.split(" ");
        Vec3 axis = new Vec3(Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
        assertThat(joint.axis.minus(axis).length()).isLessThan(1e-12);
    }

    @Test
    void limitsAndDynamicsAreKept() {
        Scene scene = fixed(model(link("a"), link("b"),
                joint("j", "revolute", "a", "b", "<axis><limit><lower>-1</lower>"
                        + "<upper>2</upper><effort>5</effort><velocity>3</velocity></limit><dynamics>"
                        + "<damping>0.5</damping>"
                        + "<friction>0.1</friction><spring_stiffness>7</spring_stiffness>"
                        + "<spring_reference>0.2</spring_reference>"
                        + "</dynamics></axis>")));
        assertThat(scene.joint("j")).satisfies(j -> {
            assertThat(j.range).containsExactly(-1, 2);
            assertThat(j.actuatorForceRange).containsExactly(-5, 5);
            assertThat(j.damping).startsWith(0.5);
            assertThat(j.frictionLoss).isEqualTo(0.1);
            assertThat(j.stiffness).startsWith(7);
            assertThat(j.springRef).isEqualTo(0.2);
        });
        assertThat(VelocityLimits.of(scene)).isEqualTo(Map.of("j", 3.0));
        String none = "<axis><limit><lower>-1e16</lower><upper>inf</upper><effort>-1</effort>"
                + "<velocity>-1</velocity></limit></axis>";
        String text = model(link("a"), link("b"), joint("j", "revolute", "a", "b", none));
        assertThat(messages(text)).isEmpty();
        assertThat(read(text).joint("j")).satisfies(j -> assertThat(j.range).containsExactly(0, 0));
    }

    @Test
    void mimicIsAnEqualityOfJoints() {
        Scene scene = fixed(model(link("a"), link("b"), link("c"), joint("i", "revolute", "a", "b"),
                joint("j", "revolute", "b", "c", "<axis><mimic joint='i'><multiplier>2</multiplier><offset>1</offset>"
                        + "<reference>3</reference></mimic></axis>")));
        Equality equality = scene.equalities.getFirst();
        assertThat(equality.first + " " + equality.second).isEqualTo("j i");
        assertThat(equality.polycoef).containsExactly(-5, 2, 0, 0, 0);
        assertThat(messages(model(link("a"), link("b"),
                joint("j", "revolute", "a", "b", "<axis><mimic joint='k'/></axis>")))).isEqualTo(
                        "4: error: joint 'j' cannot mimic 'k'; expected another joint with one axis; did you "
                                + "mean 'j'?");
    }

    @Test
    void worldsHaveGravityAndLights() {
        Scene scene = read(world("<gravity>0 0 -3.7</gravity><magnetic_field>1 2 3</magnetic_field>",
                "<wind><linear_velocity>4 5 6</linear_velocity></wind>",
                "<physics type='ode'><max_step_size>0.001</max_step_size></physics>",
                "<light name='sun' type='directional'>" + pose("0 0 10 " + QUARTER + " 0 0")
                        + "<diffuse>0.8 0.7 0.6 1</diffuse>"
                        + "<specular>0.1 0.2 0.3</specular><cast_shadows>1</cast_shadows><direction>0 0 -2</direction>"
                        + "<attenuation><range>20</range><constant>0.5</constant></attenuation></light>"));
        assertThat(scene.physics.gravity).isEqualTo(new Vec3(0, 0, -3.7));
        assertThat(scene.physics.magnetic).isEqualTo(new Vec3(1, 2, 3));
        assertThat(scene.physics.wind).isEqualTo(new Vec3(4, 5, 6));
        assertThat(scene.physics.timestep).isEqualTo(0.001);
        Light sun = scene.world.lights.getFirst();
        assertThat(sun.type).isEqualTo(LightType.DIRECTIONAL);
        assertThat(sun.pos).isEqualTo(new Vec3(0, 0, 10));
        assertThat(sun.dir.minus(Vec3.Y).length()).isLessThan(1e-12);
        assertThat(sun.diffuse).containsExactly(0.8, 0.7, 0.6);
        assertThat(sun.specular).containsExactly(0.1, 0.2, 0.3);
        assertThat(sun.range).isEqualTo(20);
        assertThat(sun.attenuation).containsExactly(0.5, 0, 0);
    }

    @Test
    void whatIsNotReadIsToldOnceForEachKind() {
        assertThat(messages(model("<plugin name='p'/><plugin/>", link("a", "<colision/>")))).isEqualTo("""
                2: warning: element 'plugin' in 'model' is not read (2 times)
                3: warning: element 'colision' in 'link' is not read; did you mean 'collision'?""");
    }
}

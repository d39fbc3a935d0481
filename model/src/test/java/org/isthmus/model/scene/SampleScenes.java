package org.isthmus.model.scene;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Mesh;

/// Scenes for tests.
public final class SampleScenes {
    private SampleScenes() {}

    /// An asymmetric scene that holds at least one of everything a scene can hold, with every kind of reference.
    public static Scene everything() {
        Scene scene = new Scene();
        scene.name = "everything";
        scene.visual.put("global", new LinkedHashMap<>(Map.of("azimuth", "120")));
        DefaultClass soft = scene.defaults.addChild("soft");
        soft.geom.material = "wood";
        soft.geom.solref[0] = 0.03;
        assets(scene);
        Body base = scene.world.addBody("base", new Pose(new Vec3(0.1, 0.2, 0.3), turn(0.3, -0.5, 0.7)));
        tree(scene, base);
        Body loose = scene.world.addBody("loose", new Pose(new Vec3(1, 2, 3), turn(0.1, 0.2, 0.3)));
        loose.addFreeJoint("loose_free");
        loose.addGeom(GeomType.ELLIPSOID, new double[]{0.1, 0.2, 0.3}, g -> g.name = "loose_geom");
        Body hand = scene.world.addBody("mocap_hand", Pose.at(0, 0, 1));
        hand.mocap = true;
        constraints(scene);
        actuators(scene);
        sensors(scene);
        scene.keyframes.add(keyframe("home"));
        return scene;
    }

    private static Quat turn(double roll, double pitch, double yaw) {
        return Quat.fromRollPitchYaw(roll, pitch, yaw);
    }

    private static void assets(Scene scene) {
        MeshAsset mesh = new MeshAsset();
        mesh.name = "wedge";
        mesh.file = "wedge.obj";
        mesh.geometry = Mesh.of(
                DoubleArray.wrap(0, 0, 0, 0.1, 0, 0, 0, 0.2, 0, 0, 0, 0.3),
                IntArray.wrap(0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3));
        mesh.refPos = new Vec3(0.01, 0.02, 0.03);
        mesh.refQuat = turn(0.2, 0.1, -0.3);
        mesh.material = "wood";
        scene.meshes.add(mesh);
        HeightField field = new HeightField();
        field.name = "hills";
        field.rows = 2;
        field.columns = 3;
        field.elevation = new double[]{0, 1, 2, 3, 4, 5};
        System.arraycopy(new double[]{1, 2, 0.5, 0.1}, 0, field.size, 0, 4);
        scene.heightFields.add(field);
        Texture texture = new Texture();
        texture.name = "grain";
        texture.type = TextureType.FLAT;
        texture.builtin = TextureBuiltin.CHECKER;
        texture.width = 8;
        texture.height = 8;
        scene.textures.add(texture);
        Material wood = new Material();
        wood.name = "wood";
        wood.textures.put(TextureRole.RGB, "grain");
        wood.textures.put(TextureRole.NORMAL, "grain");
        scene.materials.add(wood);
    }

    private static void tree(Scene scene, Body base) {
        scene.world.addGeom(GeomType.PLANE, new double[]{3, 4, 0.1}, g -> g.name = "floor");
        scene.world.addGeom(GeomType.HFIELD, new double[0], g -> g.hfield = "hills");
        base.addGeom(GeomType.BOX, new double[]{0.1, 0.2, 0.3}, g -> {
            g.name = "base_box";
            g.defaultClass = "soft";
            g.material = "wood";
            g.setPose(new Pose(new Vec3(0.1, 0, 0.05), turn(0.2, 0.4, 0.6)));
        });
        Body arm = base.addBody("arm", new Pose(new Vec3(0.2, 0.1, 0.4), turn(0.5, 0.2, 0.1)));
        arm.childClass = "soft";
        arm.addJoint("shoulder", JointType.HINGE, j -> {
            j.axis = new Vec3(0.1, 0.9, 0.3);
            j.pos = new Vec3(0, 0.01, 0.02);
            j.range[0] = -1;
            j.range[1] = 2;
            j.damping[0] = 0.5;
            j.armature = 0.01;
        });
        arm.inertial = new Inertial(new Vec3(0.1, 0.2, 0), turn(0.3, 0.2, 0.1), 2,
                new Sym3(0.03, 0.04, 0.05, 0.001, -0.002, 0.003));
        arm.addGeom(GeomType.CAPSULE, new double[]{0.03}, g -> {
            g.name = "arm_capsule";
            g.material = "wood";
            System.arraycopy(new double[]{0, 0, 0, 0.1, 0.2, 0.3}, 0, g.fromTo, 0, 6);
        });
        Site wrist = arm.addSite("wrist", new Pose(new Vec3(0.1, 0.2, 0.3), turn(1, 0.5, 0.2)));
        wrist.material = "wood";
        Camera camera = new Camera();
        camera.name = "eye";
        camera.pos = new Vec3(0.1, 0.2, 0.1);
        camera.quat = turn(0.4, 0.3, 0.2);
        camera.mode = CameraMode.TARGET_BODY;
        camera.target = "slider";
        arm.cameras.add(camera);
        Light light = new Light();
        light.name = "lamp";
        light.dir = new Vec3(0.1, 0.2, -1);
        light.target = "arm";
        light.mode = CameraMode.TARGET_BODY_COM;
        light.texture = "grain";
        arm.lights.add(light);
        Body slider = arm.addBody("slider", new Pose(new Vec3(0.1, 0.2, 0.3), turn(0.1, 0.1, 0.4)));
        slider.addJoint("slide", JointType.SLIDE, j -> {
            j.axis = new Vec3(1, 0.2, 0.1);
            j.range[1] = 0.2;
            j.ref = 0.01;
        });
        slider.addGeom(GeomType.MESH, new double[0], g -> {
            g.name = "slider_mesh";
            g.mesh = "wedge";
        });
        slider.addSite("tip", Pose.at(0.05, 0.1, 0.15));
        Body ball = slider.addBody("ball", Pose.at(0, 0.1, 0));
        ball.addJoint("ball", JointType.BALL, j -> {});
        ball.addGeom(GeomType.SPHERE, new double[]{0.02}, g -> g.name = "ball_geom");
    }

    private static void constraints(Scene scene) {
        ContactPair pair = new ContactPair();
        pair.name = "pair";
        pair.geom1 = "base_box";
        pair.geom2 = "ball_geom";
        scene.contactPairs.add(pair);
        ContactExclusion exclusion = new ContactExclusion();
        exclusion.name = "apart";
        exclusion.body1 = "world";
        exclusion.body2 = "base";
        scene.contactExclusions.add(exclusion);
        Equality connect = new Equality(EqualityType.CONNECT);
        connect.name = "connect";
        connect.first = "ball";
        connect.second = "world";
        connect.anchor = new Vec3(0.1, 0.2, 0.3);
        Equality weld = new Equality(EqualityType.WELD);
        weld.name = "weld";
        weld.first = "loose";
        weld.second = "base";
        weld.anchor = new Vec3(0.3, 0.2, 0.1);
        new Pose(new Vec3(0.1, 0.2, 0.3), turn(0.1, 0.5, 0.2)).position().into(weld.relativePose, 0);
        turn(0.1, 0.5, 0.2).into(weld.relativePose, 3);
        Equality couple = new Equality(EqualityType.JOINT);
        couple.name = "couple";
        couple.first = "slide";
        couple.second = "shoulder";
        couple.polycoef[1] = 0.1;
        Equality sites = new Equality(EqualityType.CONNECT);
        sites.name = "sites";
        sites.site1 = "tip";
        sites.site2 = "wrist";
        sites.active = false;
        scene.equalities.addAll(List.of(connect, weld, couple, sites));
        Tendon fixed = new Tendon();
        fixed.name = "fixed";
        fixed.path.add(new Tendon.Wrap.OfJoint("shoulder", 0.5));
        fixed.path.add(new Tendon.Wrap.OfJoint("slide", 2));
        Tendon spatial = new Tendon();
        spatial.name = "spatial";
        spatial.spatial = true;
        spatial.material = "wood";
        spatial.path.addAll(List.of(new Tendon.Wrap.ThroughSite("wrist"), new Tendon.Wrap.ThroughSite("tip"),
                new Tendon.Wrap.Pulley(2), new Tendon.Wrap.ThroughSite("wrist"),
                new Tendon.Wrap.AroundGeom("ball_geom", "tip"), new Tendon.Wrap.ThroughSite("tip")));
        scene.tendons.addAll(List.of(fixed, spatial));
        Equality tendons = new Equality(EqualityType.TENDON);
        tendons.name = "tendons";
        tendons.first = "fixed";
        tendons.second = "spatial";
        scene.equalities.add(tendons);
        scene.customFields.add(
                new CustomField.Numeric("numbers", new double[]{1, 2, 3}, 5, SourceLocation.UNKNOWN));
        scene.customFields.add(new CustomField.Text("note", "a text", SourceLocation.UNKNOWN));
        scene.customFields.add(new CustomField.Tuple("tuple",
                List.of(new CustomField.Entry(ObjectType.BODY, "arm", 0.5),
                        new CustomField.Entry(ObjectType.SITE, "tip", 2)),
                SourceLocation.UNKNOWN));
    }

    private static void actuators(Scene scene) {
        scene.actuators.add(actuator("servo", Transmission.JOINT, "shoulder", a -> {
            a.gainPrm[0] = 100;
            a.biasType = BiasType.AFFINE;
            a.biasPrm[1] = -100;
            a.biasPrm[2] = -10;
            a.controlRange[0] = -1;
            a.controlRange[1] = 2;
        }));
        scene.actuators.add(actuator("pusher", Transmission.JOINT, "slide", a -> {
            a.dynType = DynType.FILTER;
            a.dynPrm[0] = 0.1;
        }));
        scene.actuators.add(actuator("rope", Transmission.TENDON, "spatial", a -> a.gear[0] = 2));
        scene.actuators.add(actuator("jet", Transmission.SITE, "tip", a -> {
            System.arraycopy(new double[]{1, 2, 3, 4, 5, 6}, 0, a.gear, 0, 6);
            a.refSite = "wrist";
        }));
        scene.actuators.add(actuator("crank", Transmission.SLIDER_CRANK, "wrist", a -> {
            a.sliderSite = "tip";
            a.crankLength = 0.2;
        }));
        scene.actuators.add(actuator("glue", Transmission.BODY, "loose", a -> {}));
        scene.actuators.add(actuator("twist", Transmission.JOINT, "ball",
                a -> System.arraycopy(new double[]{1, 2, 3}, 0, a.gear, 0, 3)));
    }

    private static Actuator actuator(
            String name, Transmission transmission, String target, Consumer<Actuator> edit) {
        Actuator actuator = new Actuator();
        actuator.name = name;
        actuator.transmission = transmission;
        actuator.target = target;
        edit.accept(actuator);
        return actuator;
    }

    private static void sensors(Scene scene) {
        scene.sensors.add(sensor("angle", SensorType.JOINTPOS, ObjectType.JOINT, "shoulder"));
        scene.sensors.add(sensor("push", SensorType.ACTUATORFRC, ObjectType.ACTUATOR, "pusher"));
        scene.sensors.add(sensor("pull", SensorType.TENDONPOS, ObjectType.TENDON, "spatial"));
        scene.sensors.add(sensor("feel", SensorType.FORCE, ObjectType.SITE, "tip"));
        scene.sensors.add(sensor("where", SensorType.FRAMEPOS, ObjectType.XBODY, "ball"));
        Sensor where = scene.sensors.getLast();
        where.referenceType = ObjectType.CAMERA;
        where.reference = "eye";
        Sensor clock = new Sensor();
        clock.name = "clock";
        clock.type = SensorType.CLOCK;
        scene.sensors.add(clock);
    }

    private static Sensor sensor(String name, SensorType type, ObjectType objectType, String object) {
        Sensor sensor = new Sensor();
        sensor.name = name;
        sensor.type = type;
        sensor.objectType = objectType;
        sensor.object = object;
        return sensor;
    }

    private static Keyframe keyframe(String name) {
        Keyframe key = new Keyframe();
        key.name = name;
        key.time = 0.5;
        // shoulder, slide, ball, loose
        key.qpos = new double[]{0.1, 0.2, 0.8, 0.6, 0, 0, 1, 2, 3, 0.6, 0, 0.8, 0};
        key.qvel = new double[]{0.1, 0.2, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        key.act = new double[]{0.7};
        key.ctrl = new double[]{1, 2, 3, 4, 5, 6, 7};
        key.mocapPos = new double[]{0.1, 0.2, 1};
        key.mocapQuat = new double[]{0.6, 0.8, 0, 0};
        return key;
    }
}

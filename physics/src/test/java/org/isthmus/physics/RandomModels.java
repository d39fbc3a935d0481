package org.isthmus.physics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mesh.ConvexHull;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.FrictionCone;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.Interpolation;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Tendon;
import org.isthmus.model.testing.RandomScenes;

/// Random robots above a floor, with everything that makes forces: limits, springs, dry friction, servos with delays, tendons, equalities,
/// and contacts of all shapes.
public final class RandomModels {
    private static final Integrator[] INTEGRATORS = {Integrator.EULER, Integrator.IMPLICIT_FAST, Integrator.IMPLICIT,
        Integrator.RK4};
    private static final int[] CONDIMS = {1, 3, 3, 3, 4, 6};
    private static final String MESH = "stone";

    private final RandomGenerator random;
    private final Scene scene;
    private final List<Joint> scalars = new ArrayList<>();
    private final List<Body> bodies = new ArrayList<>();

    private RandomModels(RandomGenerator random, int bodyCount) {
        this.random = random;
        scene = RandomScenes.tree(random, bodyCount);
    }

    /// A model of one to `most` bodies.
    public static Model of(RandomGenerator random, int most) {
        return new RandomModels(random, 1 + random.nextInt(most)).model();
    }

    private Model model() {
        choose(scene.physics);
        addStone();
        scene.world.forEach(body -> {
            if (body != scene.world) {
                bodies.add(body);
            }
        });
        bodies.forEach(this::furnish);
        addFloor();
        addTendons();
        addEqualities();
        scalars.forEach(this::mayDrive);
        return SceneCompiler.compile(scene);
    }

    private void choose(PhysicsOptions options) {
        options.timestep = new double[]{0.001, 0.002, 0.004, 0.01}[random.nextInt(4)];
        options.integrator = INTEGRATORS[random.nextInt(INTEGRATORS.length)];
        options.cone = random.nextBoolean() ? FrictionCone.ELLIPTIC : FrictionCone.PYRAMIDAL;
        options.impratio = random.nextInt(3) == 0 ? 10 : 1;
        if (random.nextInt(4) == 0) {
            options.density = random.nextDouble(5);
            options.viscosity = random.nextDouble(0.01);
        }
    }

    /// A convex mesh of few corners.
    private void addStone() {
        double[] corners = new double[3 * 12];
        for (int i = 0; i < corners.length; i += 3) {
            Vec3 corner = RandomScenes.vector(random, 1);
            corner.times(0.12 / corner.length()).into(corners, i);
        }
        MeshAsset asset = new MeshAsset();
        asset.name = MESH;
        asset.geometry = ConvexHull.meshOf(DoubleArray.wrap(corners));
        scene.meshes.add(asset);
    }

    private void addFloor() {
        scene.world.addGeom(GeomType.PLANE, new double[]{5, 5, 1}, g -> {
            g.pos = new Vec3(0, 0, random.nextDouble(-1.5, -0.3));
            g.quat = Quat.fromRotationVector(RandomScenes.vector(random, 0.1));
        });
    }

    private void furnish(Body body) {
        if (random.nextInt(5) == 0) {
            body.gravcomp = random.nextDouble(1);
        }
        body.geoms.forEach(this::vary);
        for (Joint joint : body.joints) {
            vary(joint);
            if (joint.type == JointType.HINGE || joint.type == JointType.SLIDE) {
                scalars.add(joint);
            }
        }
    }

    private void vary(Geom geom) {
        geom.condim = CONDIMS[random.nextInt(CONDIMS.length)];
        geom.friction[0] = random.nextDouble(0.1, 1.5);
        geom.friction[1] = random.nextDouble(0.001, 0.02);
        geom.solref[0] = random.nextDouble(0.004, 0.03);
        geom.margin = random.nextInt(4) == 0 ? 0.01 : 0;
        if (random.nextInt(5) == 0) {
            geom.type = GeomType.MESH;
            geom.mesh = MESH;
        }
    }

    private void vary(Joint joint) {
        joint.armature = 0.01 + random.nextDouble(0.1);
        if (joint.type == JointType.FREE) {
            joint.armature = 0;
            return;
        }
        if (random.nextBoolean()) {
            boolean isBall = joint.type == JointType.BALL;
            joint.range[0] = isBall ? 0 : joint.ref - random.nextDouble(0.1, 1);
            joint.range[1] = isBall ? random.nextDouble(0.2, 2) : joint.ref + random.nextDouble(0.1, 1);
        }
        if (random.nextBoolean()) {
            joint.damping[0] = random.nextDouble(2);
        }
        if (random.nextInt(3) == 0) {
            joint.frictionLoss = random.nextDouble(1);
        }
        if (random.nextInt(3) == 0) {
            joint.stiffness[0] = random.nextDouble(20);
            joint.springRef = joint.ref;
        }
    }

    private void mayDrive(Joint joint) {
        if (random.nextInt(3) == 0) {
            return;
        }
        Actuator actuator = new Actuator();
        actuator.target = joint.name;
        if (random.nextBoolean()) {
            double stiffness = random.nextDouble(10, 300);
            actuator.gainPrm[0] = stiffness;
            actuator.biasType = BiasType.AFFINE;
            actuator.biasPrm[1] = -stiffness;
            actuator.biasPrm[2] = -0.1 * stiffness;
        }
        actuator.forceRange[0] = -30;
        actuator.forceRange[1] = 30;
        if (random.nextInt(4) == 0) {
            actuator.samples = 1 + random.nextInt(6);
            actuator.delay = random.nextDouble() * actuator.samples * scene.physics.timestep;
            actuator.interpolation = Interpolation.values()[random.nextInt(Interpolation.values().length)];
        }
        scene.actuators.add(actuator);
    }

    private void addTendons() {
        if (!scalars.isEmpty() && random.nextInt(3) == 0) {
            Tendon tendon = tendon();
            scalars.forEach(j -> tendon.path
                    .add(new Tendon.Wrap.OfJoint(Objects.requireNonNull(j.name), random.nextDouble(-1, 1))));
        }
        if (bodies.size() > 1 && random.nextInt(3) == 0) {
            Tendon tendon = tendon();
            tendon.spatial = true;
            tendon.path.add(new Tendon.Wrap.ThroughSite("base"));
            tendon.path.add(
                    new Tendon.Wrap.ThroughSite(String.format(Locale.ROOT, "site%d", random.nextInt(bodies.size()))));
        }
    }

    private Tendon tendon() {
        Tendon tendon = new Tendon();
        tendon.stiffness[0] = random.nextDouble(20);
        tendon.damping[0] = random.nextDouble(1);
        if (random.nextBoolean()) {
            tendon.range[1] = random.nextDouble(0.2, 1.5);
        }
        if (random.nextBoolean()) {
            tendon.frictionLoss = random.nextDouble(1);
        }
        scene.tendons.add(tendon);
        return tendon;
    }

    private void addEqualities() {
        if (scalars.size() > 1 && random.nextInt(3) == 0) {
            Equality equality = new Equality(EqualityType.JOINT);
            equality.first = scalars.get(0).name;
            equality.second = scalars.get(1).name;
            scene.equalities.add(equality);
        }
        if (bodies.size() > 1 && random.nextInt(4) == 0) {
            Equality equality = new Equality(random.nextBoolean() ? EqualityType.CONNECT : EqualityType.WELD);
            equality.first = bodies.get(0).name;
            equality.second = bodies.get(1).name;
            equality.anchor = Vec3.ZERO;
            scene.equalities.add(equality);
        }
    }
}

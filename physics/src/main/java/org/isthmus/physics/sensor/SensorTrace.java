package org.isthmus.physics.sensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.SensorTable;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.model.scene.SensorType;
import org.isthmus.model.scene.Transmission;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.constraint.RowForces;
import org.isthmus.physics.dynamics.BodyPull;
import org.isthmus.physics.dynamics.Fixture;
import org.isthmus.physics.dynamics.LinkMotion;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.dynamics.SmoothDynamics;
import org.isthmus.physics.dynamics.Spatial;
import org.isthmus.physics.dynamics.State;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Quaternion;
import org.isthmus.physics.trace.Vec;

/// Traces the sensors of a model, with MuJoCo's meaning of each (MuJoCo documentation, XML reference, "sensor").
public final class SensorTrace {
    private final Graph g;
    private final Model model;
    private final SensorTable table;
    private final State state;
    private final SmoothDynamics smooth;
    private final LinkMotion motion;
    private final BodyMotions bodies;
    private final List<Spatial> contactWrenches;
    private final Vec gravity;
    private final RowForces rowForces;
    private final List<BodyPull> pulls;

    /// @param qacc [nv] accelerations; only looked at where [#needsAccelerations]
    /// @param contactWrenches forces of contacts on each link, about the world's origin; empty: there are none
    public SensorTrace(
            Graph g, Parameters parameters, State state, SmoothDynamics smooth, Expr[] qacc,
            List<Spatial> contactWrenches) {
        this.g = g;
        model = parameters.model();
        table = model.sensors();
        this.state = state;
        this.smooth = smooth;
        motion = new LinkMotion(g, smooth.tree, smooth.frames, state.qvel(), qacc);
        bodies = new BodyMotions(g, parameters, smooth.tree, smooth.frames, motion);
        this.contactWrenches = contactWrenches;
        rowForces = new RowForces(g, parameters, state, smooth, qacc);
        pulls = new ArrayList<>(rowForces.pulls());
        pulls.addAll(smooth.tendonPulls());
        gravity = model.options().isOn(Flag.GRAVITY) ? parameters.vec(g, Parameter.GRAVITY, 0) : Vec.zero(g);
    }

    /// Whether a sensor of this type is measured, here or by [WorldSensors]; those of users read 0.
    public static boolean isSupported(SensorType type) {
        return type != SensorType.USER;
    }

    static SensorType type(Model model, int sensor) {
        return SensorType.values()[model.sensors().type().get(sensor)];
    }

    /// Whether some sensor needs what only the constraint solver knows.
    public static boolean needsAccelerations(Model model) {
        for (int s = 0; s < model.sizes().nsensor(); s++) {
            SensorType type = type(model, s);
            boolean known = type == SensorType.ACTUATORFRC || type == SensorType.JOINTACTUATORFRC
                    || type == SensorType.TENDONACTUATORFRC;
            if (isSupported(type) && type.stage() == SensorType.Stage.ACC && !known) {
                return true;
            }
        }
        return false;
    }

    /// All measurements but the time, which a world knows best, and those of [WorldSensors].
    ///
    /// @return [nsensordata]
    public Expr[] measurements() {
        Expr[] data = g.constants(new double[model.sizes().nsensordata()]);
        for (int s = 0; s < model.sizes().nsensor(); s++) {
            SensorType type = type(model, s);
            if (isSupported(type) && type != SensorType.CLOCK && !WorldSensors.measures(type)) {
                Expr[] values = measure(s, type);
                for (int k = 0; k < values.length; k++) {
                    data[table.adr().get(s) + k] = cut(s, values[k]);
                }
            }
        }
        return data;
    }

    private Expr cut(int sensor, Expr value) {
        Expr most = g.constant(table.cutoff().get(sensor));
        SensorType.Data kind = SensorType.Data.values()[table.dataType().get(sensor)];
        if (most.is(0) || kind == SensorType.Data.AXIS || kind == SensorType.Data.QUATERNION) {
            return value;
        }
        return kind == SensorType.Data.POSITIVE ? value.min(most) : value.clamp(most.negate(), most);
    }

    private Expr[] measure(int sensor, SensorType type) {
        int id = table.objId().get(sensor);
        return switch (type) {
            case MAGNETOMETER -> three(toSite(id, Vec.constant(g, model.options().magnetic)));
            case JOINTPOS -> one(state.qpos()[model.joints().qposAdr().get(id)]);
            case JOINTVEL -> one(state.qvel()[model.joints().dofAdr().get(id)]);
            case BALLQUAT -> Arrays.copyOfRange(state.qpos(), model.joints().qposAdr().get(id),
                    model.joints().qposAdr().get(id) + 4);
            case BALLANGVEL -> Arrays.copyOfRange(state.qvel(), model.joints().dofAdr().get(id),
                    model.joints().dofAdr().get(id) + 3);
            case TENDONPOS -> one(smooth.tendons.path(id).length());
            case TENDONVEL -> one(smooth.tendons.path(id).velocity(state.qvel()));
            case ACTUATORPOS -> one(smooth.actuators.length(id));
            case ACTUATORVEL -> one(smooth.actuators.velocity(id));
            case ACTUATORFRC -> one(smooth.actuators.force[id]);
            case JOINTACTUATORFRC -> one(smooth.actuators.jointForce[model.joints().dofAdr().get(id)]);
            case TENDONACTUATORFRC -> one(tendonForce(id));
            case JOINTLIMITPOS, JOINTLIMITVEL, TENDONLIMITPOS, TENDONLIMITVEL -> limit(type, id);
            case JOINTLIMITFRC -> one(rowForces.limit(ObjectType.JOINT, id));
            case TENDONLIMITFRC -> one(rowForces.limit(ObjectType.TENDON, id));
            case SUBTREECOM -> three(bodies.subtreeCenter(id));
            case SUBTREELINVEL -> three(bodies.subtreeVelocity(id));
            case SUBTREEANGMOM -> three(bodies.subtreeMomentum(id));
            case E_POTENTIAL -> one(bodies.gravityEnergy(gravity).plus(smooth.springEnergy()));
            case E_KINETIC -> one(smooth.kineticEnergy());
            case VELOCIMETER -> three(toSite(id, velocity(site(id))));
            case GYRO -> three(toSite(id, motion.angular(site(id).link())));
            case ACCELEROMETER -> three(toSite(id, properAcceleration(site(id))));
            case FORCE, TORQUE -> three(load(id, type == SensorType.TORQUE));
            default -> frame(sensor, type);
        };
    }

    private static Expr[] one(Expr value) {
        return new Expr[]{value};
    }

    private static Expr[] three(Vec v) {
        return new Expr[]{v.x(), v.y(), v.z()};
    }

    private Fixture site(int id) {
        return Fixture.site(model, smooth.tree, id);
    }

    private Vec toSite(int id, Vec v) {
        return rotation(site(id)).transposeTimes(v);
    }

    private Vec position(Fixture fixture) {
        return smooth.frames.position(fixture.link(), fixture.inLink().position());
    }

    private Mat rotation(Fixture fixture) {
        return smooth.frames.rotation(fixture.link(), fixture.inLink());
    }

    private Quaternion orientation(Fixture fixture) {
        return smooth.frames.orientation(fixture.link(), fixture.inLink().rotation());
    }

    private Vec velocity(Fixture fixture) {
        return motion.velocity(fixture.link(), position(fixture));
    }

    /// What an accelerometer feels: at rest, gravity reversed.
    private Vec properAcceleration(Fixture fixture) {
        return motion.acceleration(fixture.link(), position(fixture)).minus(gravity);
    }

    private Expr tendonForce(int tendon) {
        Expr sum = g.constant(0);
        for (int i = 0; i < model.sizes().nu(); i++) {
            boolean pulls = model.actuators().trnType().get(i) == Transmission.TENDON.ordinal()
                    && model.actuators().trnId().get(2 * i) == tendon;
            sum = pulls ? sum.plus(smooth.actuators.force[i]) : sum;
        }
        return sum;
    }

    /// Distance to the nearer end of a range less the margin, or its rate, where that is negative; 0 elsewhere.
    private Expr[] limit(SensorType type, int id) {
        boolean ofJoint = type == SensorType.JOINTLIMITPOS || type == SensorType.JOINTLIMITVEL;
        boolean rate = type == SensorType.JOINTLIMITVEL || type == SensorType.TENDONLIMITVEL;
        Limit limit = ofJoint ? Limit.ofJoint(g, model, state, id)
                : Limit.ofTendon(g, model, smooth.tendons.path(id), state, id);
        return one(limit.violation().ifLess(g.constant(0), rate ? limit.rate() : limit.violation(), g.constant(0)));
    }

    /// The wrench that passes from a site's body to its parent, in the site's frame.
    private Vec load(int id, boolean torque) {
        int body = model.sites().bodyId().get(id);
        Spatial sum = Spatial.zero(g);
        List<Integer> subtree = bodies.subtree(body);
        for (int b : subtree) {
            sum = sum.plus(bodies.inertialWrench(b, gravity));
        }
        for (BodyPull pull : pulls) {
            sum = subtree.contains(pull.body()) ? sum.minus(pull.wrench()) : sum;
        }
        for (int link = 0; link < contactWrenches.size(); link++) {
            if (subtree.contains(model.joints().bodyId().get(smooth.tree.links().get(link).joint()))) {
                sum = sum.minus(contactWrenches.get(link));
            }
        }
        Vec at = position(site(id));
        return toSite(id, torque ? sum.angular().minus(at.cross(sum.linear())) : sum.linear());
    }

    private Expr[] frame(int sensor, SensorType type) {
        Fixture own = fixture(table.objType().get(sensor), table.objId().get(sensor));
        int reference = table.refId().get(sensor);
        Fixture base = reference < 0 ? new Fixture(-1, Pose.IDENTITY)
                : fixture(table.refType().get(sensor), reference);
        Mat frame = rotation(base);
        return switch (type) {
            case FRAMEPOS -> three(frame.transposeTimes(position(own).minus(position(base))));
            case FRAMEQUAT -> {
                Quaternion q = orientation(own);
                Quaternion relative = reference < 0 ? q : orientation(base).conjugate().times(q);
                yield new Expr[]{relative.w(), relative.v().x(), relative.v().y(), relative.v().z()};
            }
            case FRAMEXAXIS -> three(frame.transposeTimes(rotation(own).column(0)));
            case FRAMEYAXIS -> three(frame.transposeTimes(rotation(own).column(1)));
            case FRAMEZAXIS -> three(frame.transposeTimes(rotation(own).column(2)));
            // the velocity that the reference frame gives to the point is taken off
            case FRAMELINVEL -> three(
                    frame.transposeTimes(velocity(own).minus(motion.velocity(base.link(), position(own)))));
            case FRAMEANGVEL -> three(
                    frame.transposeTimes(motion.angular(own.link()).minus(motion.angular(base.link()))));
            case FRAMELINACC -> three(properAcceleration(own));
            case FRAMEANGACC -> three(motion.angularRate(own.link()));
            default -> throw new IllegalArgumentException("not a sensor of frames: " + type);
        };
    }

    private Fixture fixture(int objectType, int id) {
        return switch (ObjectType.values()[objectType]) {
            case BODY -> Fixture.inertial(model, smooth.tree, id);
            case XBODY -> Fixture.body(smooth.tree, id);
            case GEOM -> Fixture.geom(model, smooth.tree, id);
            case SITE -> site(id);
            case CAMERA -> Fixture.camera(model, smooth.tree, id);
            default -> throw new IllegalArgumentException("not a frame: " + ObjectType.values()[objectType]);
        };
    }
}

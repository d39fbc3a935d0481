package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.motion.grasp.AntipodalSampler;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.grasp.ParallelJaw;

/// The valid grasps of an object that are near to a demonstrated one, the nearest first.
///
/// What was handled in the evidence may be larger, softer, or of another shape: the direction of approach and the line along which the jaw closes
/// are kept as far as an antipodal grasp allows; where on the object is that grasp's.
final class GraspOptions {
    /// About the tool's axis: a jaw is the same.
    static final Quat FLIP = new Quat(0, 0, 0, 1);
    private static final AntipodalSampler.Options SAMPLES = new AntipodalSampler.Options(1200, 24, 1);
    /// Less than between pads and objects: then the jaw's line stands nearly upright on both surfaces, which turns nothing.
    private static final double FRICTION = 0.15;
    /// Most that are kept.
    private static final int MOST = 32;
    /// Others are at least so different, rad, or so far away, m.
    private static final double OTHER_TURN = 0.15;
    private static final double OTHER_PLACE = 8e-3;
    /// A lever arm of the weight that counts as much as a radian, m.
    private static final double ARM = 0.02;
    /// Steps in which round things are turned.
    private static final int ROUND = 12;
    /// Smoothness of round meshes.
    private static final int SLICES = 24;
    private static final double SAME = 1e-9;
    /// What leans less stands upright: cosine.
    private static final double UPRIGHT = 0.98;

    private final List<Option> options;
    private final List<Quat> symmetries;
    private final boolean isBall;

    /// A way to hold the object.
    ///
    /// @param tool in the object's frame
    /// @param width of the object between the fingers, m
    /// @param cost how far from the demonstrated one, about rad
    record Option(Pose tool, double width, double cost) {}

    /// @param body of one geom, a simple solid that stands upright where it is in the model
    /// @param shown the demonstrated tool in the object's upright frame
    /// @param opening of the jaw, m
    /// @throws IllegalArgumentException when the body is something else
    GraspOptions(Model model, String body, Pose shown, double opening) {
        int id = model.names().id(ObjectType.BODY, body);
        int geom = model.bodies().geomAdr().get(id);
        GeomType type = GeomType.values()[model.geoms().type().get(geom)];
        double[] size = model.geoms().size().slice(3 * geom, 3 * geom + 3);
        Mesh mesh = mesh(type, size, body);
        AntipodalSampler.Table table = new AntipodalSampler.Table(new Vec3(0, 0, mesh.bounds().min().z()), Vec3.Z);
        ParallelJaw like = ParallelJaw.PANDA;
        ParallelJaw jaw = new ParallelJaw(opening, like.thickness(), like.width(), like.depth(), like.tip(),
                like.palm(),
                FRICTION);
        options = nearest(new AntipodalSampler(jaw, SAMPLES).sample(mesh, Vec3.ZERO, List.of(table)), shown, jaw);
        symmetries = symmetries(type, size);
        isBall = type == GeomType.SPHERE;
    }

    /// @param size [3] half lengths or radii, m
    private static Mesh mesh(GeomType type, double[] size, String body) {
        return switch (type) {
            case BOX -> Shapes.box(size[0], size[1], size[2]);
            case SPHERE -> Shapes.icosphere(size[0], 2);
            case CYLINDER -> Shapes.cylinder(size[0], size[1], SLICES);
            case CAPSULE -> Shapes.capsule(size[0], size[1], SLICES, SLICES);
            case ELLIPSOID -> Shapes.ellipsoid(size[0], size[1], size[2], SLICES, SLICES);
            default -> throw new IllegalArgumentException(
                    "body '" + body + "' is a " + type + ", expected a simple solid");
        };
    }

    private static List<Option> nearest(List<Grasp> grasps, Pose shown, ParallelJaw jaw) {
        List<Option> sorted = new ArrayList<>();
        for (Grasp grasp : grasps) {
            double cost = turn(grasp.tool(), shown) + grasp.leverArm() / ARM + jaw.coneAngle() - grasp.margin();
            sorted.add(new Option(grasp.tool(), grasp.width(), cost));
        }
        sorted.sort(Comparator.comparingDouble(Option::cost));
        List<Option> kept = new ArrayList<>();
        for (Option option : sorted) {
            boolean isOther = kept.stream().allMatch(k -> turn(k.tool, option.tool) > OTHER_TURN
                    || k.tool.position().distance(option.tool.position()) > OTHER_PLACE);
            if (isOther && kept.size() < MOST) {
                kept.add(option);
            }
        }
        return kept;
    }

    /// How far one tool is turned against another, as jaws that are the same both ways, rad.
    static double turn(Pose a, Pose b) {
        Quat q = b.rotation();
        return Math.min(a.rotation().angleTo(q), a.rotation().angleTo(q.times(FLIP)));
    }

    List<Option> options() {
        return options;
    }

    /// The frames that look like the object's where it is, upright ones.
    List<Pose> frames(Pose object) {
        Quat begin = isBall ? Quat.IDENTITY : object.rotation();
        return symmetries.stream().map(turn -> new Pose(object.position(), begin.times(turn).normalized()))
                .filter(frame -> frame.rotation().rotate(Vec3.Z).z() > UPRIGHT).toList();
    }

    /// Rotations after which a solid looks the same.
    ///
    /// @param size [3] half lengths or radii, m
    private static List<Quat> symmetries(GeomType type, double[] size) {
        boolean isRound = type == GeomType.CYLINDER || type == GeomType.CAPSULE || type == GeomType.SPHERE
                || type == GeomType.ELLIPSOID && Math.abs(size[0] - size[1]) < SAME;
        List<Quat> turns = new ArrayList<>();
        if (isRound) {
            for (int i = 0; i < 2 * ROUND; i++) {
                Quat about = Quat.fromAxisAngle(Vec3.Z, 2 * Math.PI * (i % ROUND) / ROUND);
                turns.add(i < ROUND ? about : about.times(Quat.fromAxisAngle(Vec3.X, Math.PI)));
            }
            return turns;
        }
        List<Vec3> axes = List.of(Vec3.X, Vec3.Y, Vec3.Z, Vec3.X.negate(), Vec3.Y.negate(), Vec3.Z.negate());
        Vec3 half = Vec3.of(size, 0);
        for (Vec3 x : axes) {
            for (Vec3 y : axes) {
                if (x.dot(y) == 0) {
                    Rotation turn = Rotation.fromColumns(x, y, x.cross(y));
                    Vec3 turned = new Vec3(Math.abs(half.dot(x)), Math.abs(half.dot(y)),
                            Math.abs(half.dot(x.cross(y))));
                    if (turned.distance(half) < SAME) {
                        turns.add(turn.toQuat().normalized());
                    }
                }
            }
        }
        return turns;
    }
}

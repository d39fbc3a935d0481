package org.isthmus.cli;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.Scene;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.retarget.Beside;
import org.isthmus.motion.retarget.Retargeting;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.Framing;
import org.isthmus.render.camera.View;
import org.isthmus.render.scene.ModelScene;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.Studio;
import org.isthmus.render.scene.WorldState;

/// A retargeted motion as a film: the human's landmarks on the left, the robot on the right, in a studio; points that the
/// tracker had lost are red.
final class RetargetMovie {
    /// How to film.
    ///
    /// @param azimuth from where to look, about the vertical, rad
    /// @param elevation from how high, rad
    /// @param mostRate frames per second at most; of a faster recording every second, third … is taken
    record Options(int width, int height, double azimuth, double elevation, double mostRate) {}

    private static final double FOVY = StrictMath.toRadians(24);
    private static final double MARGIN = 0;
    /// Between the two, as a part of the hand's size.
    private static final double GAP = 0.06;
    /// The human's hand is shown at least so large, as a part of the robot's size: beside arms it is magnified.
    private static final double LEAST_HAND = 0.6;
    /// Rates are kept to a part of 1/s.
    private static final int FINE = 1000;
    /// What is larger is a ground, m.
    private static final double LARGE = 3;
    /// Every so many frames are looked at to find what has to fit into the image.
    private static final int FRAMED = 7;

    private final Beside beside;
    private final HandMotion raw;
    private final Kinematics kinematics;
    private final HandFigure figure;
    private final View view;
    private final HandFigure.Place place;
    private final int step;

    /// @param robot turned upright by this
    /// @param raw the recording as it was, with its gaps
    RetargetMovie(Scene robot, Retargeting result, HandMotion raw, Options options, Diagnostics diagnostics) {
        this.raw = raw;
        beside = result.beside();
        step = Math.max(1, (int) Math.ceil(result.rate() / options.mostRate - 1e-9));
        beside.turn(robot);
        Model model = SceneCompiler.compile(robot, diagnostics);
        kinematics = new Kinematics(model);
        RenderScene bare = ModelScene.of(model, diagnostics);
        WorldState placed = new WorldState(bare);
        Aabb robots = Aabb.EMPTY;
        Aabb moving = Aabb.EMPTY;
        Aabb hand = Aabb.EMPTY;
        for (int f = 0; f < beside.qpos().length; f += FRAMED) {
            kinematics.compute(beside.qpos()[f]);
            placed.place(kinematics);
            robots = robots.union(bare.bounds(placed, LARGE));
            moving = moving.union(moving(bare, placed, model));
            hand = hand.union(HandFigure.bounds(beside, f));
        }
        moving = moving.isEmpty() ? robots : moving;
        double scale = Math.max(1, LEAST_HAND * moving.halfSize().length() / hand.halfSize().length());
        Aabb shown = Aabb.centered(hand.center(), hand.halfSize().times(scale));
        Vec3 way = aside(moving, shown, options.azimuth);
        Aabb all = moving.union(new Aabb(shown.min().plus(way), shown.max().plus(way)));
        place = new HandFigure.Place(hand.center(), scale, way);
        figure = new HandFigure(stage(bare, all, Math.min(robots.min().z(), all.min().z())));
        Camera camera = Camera.perspective(options.width, options.height, FOVY);
        view = new View(0, camera, Framing.around(camera, all, options.azimuth, options.elevation, MARGIN));
    }

    /// The box around all that hangs on joints.
    private static Aabb moving(RenderScene scene, WorldState world, Model model) {
        Aabb box = Aabb.EMPTY;
        for (int i = 0; i < scene.instances().size(); i++) {
            int body = scene.instances().get(i).body();
            box = model.bodies().weldId().get(body) == 0 ? box : box.union(world.bounds(i));
        }
        return box;
    }

    /// To the left of the image, so far that the boxes of hand and robot are apart.
    private static Vec3 aside(Aabb machine, Aabb hand, double azimuth) {
        Vec3 left = new Vec3(StrictMath.sin(azimuth), -StrictMath.cos(azimuth), 0);
        double gap = GAP * 2 * hand.halfSize().length();
        return left.times(extent(machine, left) + extent(hand, left) + gap
                + machine.center().minus(hand.center()).dot(left));
    }

    /// Half the size of a box along a direction.
    private static double extent(Aabb box, Vec3 direction) {
        Vec3 h = box.halfSize();
        return Math.abs(h.x() * direction.x()) + Math.abs(h.y() * direction.y()) + Math.abs(h.z() * direction.z());
    }

    /// The studio, with a ground.
    private static RenderScene stage(RenderScene bare, Aabb all, double ground) {
        RenderScene lit = bare.withLights(Studio.lights()).withEnvironment(Studio.environment());
        Vec3 c = all.center();
        return lit.with(Studio.ground(60 * all.halfSize().length()), Studio.groundMaterial(), "ground",
                Pose.at(c.x(), c.y(), ground));
    }

    /// The film of it.
    Film film() {
        FrameRate rate = new FrameRate(Math.clamp(Math.round(FINE * raw.rate() / step), 1, 1_000_000), FINE);
        int images = (beside.qpos().length + step - 1) / step;
        return new Film(figure.scene(), view, rate, images, (world, image) -> {
            int frame = image * step;
            kinematics.compute(beside.qpos()[frame]);
            world.place(kinematics);
            figure.place(world, beside, raw, frame, place);
        });
    }
}

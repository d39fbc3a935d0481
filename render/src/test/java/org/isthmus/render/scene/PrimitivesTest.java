package org.isthmus.render.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.junit.jupiter.api.Test;

/// Depth and normals of a model's shapes against their equations.
class PrimitivesTest {
    private static final double H = 1e-5;

    /// Signed distances (of the ellipsoid: about), in the geom's frame.
    private static Map<String, ToDoubleFunction<Vec3>> shapes() {
        Map<String, ToDoubleFunction<Vec3>> all = new LinkedHashMap<>();
        all.put("type='sphere' size='0.4'", p -> p.length() - 0.4);
        all.put("type='box' size='0.3 0.2 0.4'", p -> {
            Vec3 q = new Vec3(Math.abs(p.x()) - 0.3, Math.abs(p.y()) - 0.2, Math.abs(p.z()) - 0.4);
            return q.max(Vec3.ZERO).length() + Math.min(0, Math.max(q.x(), Math.max(q.y(), q.z())));
        });
        all.put("type='cylinder' size='0.25 0.4'", p -> {
            double r = Math.sqrt(p.x() * p.x() + p.y() * p.y()) - 0.25;
            double h = Math.abs(p.z()) - 0.4;
            return new Vec3(r, h, 0).max(Vec3.ZERO).length() + Math.min(0, Math.max(r, h));
        });
        all.put("type='capsule' size='0.2 0.3'",
                p -> p.minus(new Vec3(0, 0, Math.clamp(p.z(), -0.3, 0.3))).length() - 0.2);
        all.put("type='ellipsoid' size='0.2 0.3 0.4'",
                p -> 0.2 * (new Vec3(p.x() / 0.2, p.y() / 0.3, p.z() / 0.4).length() - 1));
        return all;
    }

    @Test
    void depthAndNormalsAreThoseOfTheEquations() {
        Pose place = new Pose(new Vec3(0.05, -0.1, 0.1), Quat.fromRollPitchYaw(0.4, 0.9, -0.3));
        Quat q = place.rotation();
        shapes().forEach((shape, distance) -> {
            String pose = "pos='0.05 -0.1 0.1' quat='%s %s %s %s'".formatted(q.w(), q.x(), q.y(), q.z());
            Model model = SceneCompiler.compile(MjcfReader.parse(
                    "<mujoco><worldbody><geom " + shape + " " + pose + "/></worldbody></mujoco>",
                    new Diagnostics()), new Diagnostics());
            check(model, shape, p -> distance.applyAsDouble(place.inverseTransform(p)));
        });
    }

    private static void check(Model model, String shape, ToDoubleFunction<Vec3> distance) {
        RenderScene scene = ModelScene.of(model, new Diagnostics());
        WorldState world = new WorldState(scene);
        Kinematics kinematics = new Kinematics(model);
        kinematics.compute(model.qpos0().toArray());
        world.place(kinematics);
        View view = new View(0, Camera.perspective(64, 64, 0.5), View.lookAt(new Vec3(2, 1, 1.5), Vec3.ZERO, Vec3.Z));
        Frames frames = Frames.of(1, 64, 64, Output.DEPTH, Output.NORMAL);
        try (Parallel pool = Parallel.of(1)) {
            Renderer.named("cpu").open(scene, pool).render(world, view, RenderSettings.FAST.withLevelError(0), frames);
        }
        int seen = 0;
        int bent = 0;
        for (int i = 0; i < 64 * 64; i++) {
            Vec3 d = view.camera().direction(i % 64, Math.floorDiv(i, 64));
            double depth = frames.depth()[i];
            double free = depth > 0 ? depth - 0.03 : 5;
            for (double t = 1; t < free; t += 0.02) { // nothing is nearer; at the rim a facet may cut the round shape
                assertThat(distance.applyAsDouble(view.pose().transform(d.times(t)))).as(shape).isGreaterThan(-0.006);
            }
            if (depth > 0) {
                Vec3 p = view.pose().transform(d.times(depth));
                assertThat(Math.abs(distance.applyAsDouble(p))).as(shape).isLessThan(0.006);
                Vec3 n = new Vec3(frames.normal()[3 * i], frames.normal()[3 * i + 1], frames.normal()[3 * i + 2]);
                bent += n.dot(gradient(distance, p)) < 0.98 ? 1 : 0;
                seen++;
            }
        }
        assertThat(seen).as(shape).isGreaterThan(300);
        assertThat(bent).as("%s: normals at edges", shape).isLessThan(seen / 20);
    }

    private static Vec3 gradient(ToDoubleFunction<Vec3> f, Vec3 p) {
        return new Vec3(f.applyAsDouble(p.plus(Vec3.X.times(H))) - f.applyAsDouble(p.minus(Vec3.X.times(H))),
                f.applyAsDouble(p.plus(Vec3.Y.times(H))) - f.applyAsDouble(p.minus(Vec3.Y.times(H))),
                f.applyAsDouble(p.plus(Vec3.Z.times(H))) - f.applyAsDouble(p.minus(Vec3.Z.times(H)))).normalized();
    }
}

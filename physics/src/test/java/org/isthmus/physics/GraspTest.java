package org.isthmus.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.robots.GraspSettings;
import org.isthmus.model.scene.FrictionCone;
import org.isthmus.model.scene.Scene;
import org.junit.jupiter.api.Test;

/// An arm holds a cube of 125 g in the air and swings it for five seconds.
class GraspTest {
    private static final double SETTLING_SECONDS = 1;
    private static final double SECONDS = 5;
    /// rad
    private static final double SWING = 0.2;

    @Test
    void aGraspedCubeCreepsUnderAMillimetreInFiveSecondsWithTheSettingsOfTheTemplates() {
        assertThat(creep(scene -> {
        })).isLessThan(1e-3);
    }

    /// The settings are not idle: MuJoCo's defaults let the cube slide.
    @Test
    void aGraspedCubeCreepsFarWithOrdinaryContacts() {
        assertThat(creep(GraspTest::makeOrdinary)).isGreaterThan(5e-3);
    }

    @Test
    void settingsCanBeGivenToPadsOfAnyScene() {
        assertThat(creep(scene -> {
            makeOrdinary(scene);
            GraspSettings.applyTo(scene, geom -> geom.condim == 4);
        })).isLessThan(1e-3);
    }

    private static void makeOrdinary(Scene scene) {
        scene.physics.cone = FrictionCone.PYRAMIDAL;
        scene.physics.impratio = 1;
        scene.world.forEach(body -> body.geoms.forEach(geom -> {
            geom.solref[0] = 0.02;
            geom.priority = 0;
        }));
    }

    /// How far the cube moves in the hand, m.
    private static double creep(Consumer<Scene> edit) {
        Scene scene = GraspScene.scene();
        edit.accept(scene);
        Model model = SceneCompiler.compile(scene);
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = PhysicsEngine.named("scalar").create(model, 1, one, new Diagnostics());
            GraspScene.start(batch, 0);
            batch.step((int) Math.round(SETTLING_SECONDS / model.options().timestep));
            Vec3 start = GraspScene.cubeInHand(batch, 0);
            double forward = batch.get(Quantity.CTRL, 0, 0);
            while (batch.time(0) < SETTLING_SECONDS + SECONDS) {
                double angle = Math.PI * (batch.time(0) - SETTLING_SECONDS);
                batch.set(Quantity.CTRL, 0, 0, forward + SWING * StrictMath.sin(angle));
                batch.step(1);
            }
            return GraspScene.cubeInHand(batch, 0).distance(start);
        }
    }
}

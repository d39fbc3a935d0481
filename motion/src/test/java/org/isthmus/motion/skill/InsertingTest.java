package org.isthmus.motion.skill;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Scene;
import org.junit.jupiter.api.Test;

/// Inserting is placing where walls stand around.
class InsertingTest {
    private static final Vec3 PEG = new Vec3(0.015, 0.015, 0.05);
    private static final double CLEARANCE = 2e-3;
    private static final double DEPTH = 0.04;
    private static final Pose HOLE = Pose.at(0.5, 0.15, PEG.z());

    /// Four walls around a square hole that is wider than the peg by twice the clearance.
    private static void addHole(Scene scene) {
        Body fixture = scene.world.addBody("fixture", Pose.at(HOLE.position().x(), HOLE.position().y(), DEPTH / 2));
        double wall = 0.01;
        double inner = PEG.x() + CLEARANCE;
        for (int side = -1; side <= 1; side += 2) {
            Vec3 x = new Vec3(side * (inner + wall), 0, 0);
            Vec3 y = new Vec3(0, side * (inner + wall), 0);
            fixture.addGeom(GeomType.BOX, new double[]{wall, inner + 2 * wall, DEPTH / 2}, geom -> geom.pos = x);
            fixture.addGeom(GeomType.BOX, new double[]{inner, wall, DEPTH / 2}, geom -> geom.pos = y);
        }
    }

    @Test
    void aPegIsPutIntoAHoleTwoMillimetresWiderOnEachSide() {
        Tabletop table = new Tabletop(PEG, 1, InsertingTest::addHole);
        SkillWorld world = new SkillWorld(table.batch, 0, table.servos, "box");
        world.place(Tabletop.HOME, 0.08, Pose.at(0.45, -0.15, PEG.z()));
        PickAndPlace insert = new PickAndPlace(world, "box",
                new PickAndPlace.Task(Shapes.box(PEG.x(), PEG.y(), PEG.z()), Vec3.ZERO, 0, HOLE), Tabletop.OPTIONS);
        table.run(insert);
        assertThat(insert.outcome()).as(insert.log().toString()).isEqualTo(Outcome.PLACED);
        Vec3 at = world.object().position();
        // on the table, within the walls
        assertThat(Math.abs(at.z() - PEG.z())).isLessThan(1e-3);
        assertThat(Math.max(Math.abs(at.x() - HOLE.position().x()), Math.abs(at.y() - HOLE.position().y())))
                .isLessThan(CLEARANCE + 5e-4);
    }
}

package org.isthmus.motion.skill;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Shapes;
import org.junit.jupiter.api.Test;

class PushingTest {
    private static final Vec3 HALF = new Vec3(0.06, 0.05, 0.03);
    private static final SkillOptions OPTIONS = new SkillOptions(Tabletop.JAW, 5, 1, 40, 0.05, 3e-3, 0.015, 0.35, 0.01,
            PickPlanner.Options.DEFAULT, 1);

    private static Pushing begin(Tabletop table, int world, Pose from, Vec3 place) {
        SkillWorld seen = new SkillWorld(table.batch, world, table.servos, "box");
        seen.place(Tabletop.HOME, 0, from);
        Pushing.Task task = new Pushing.Task(Shapes.box(HALF.x(), HALF.y(), HALF.z()), Vec3.ZERO, 0, place);
        return new Pushing(seen, "box", task, OPTIONS);
    }

    @Test
    void whatIsTooWideForTheJawIsPushedToItsPlace() {
        Tabletop table = new Tabletop(HALF, 4, scene -> {});
        Pose turned = new Pose(new Vec3(0.45, -0.1, HALF.z()), Quat.fromAxisAngle(Vec3.Z, 0.5));
        Vec3 place = new Vec3(0.5, 0.05, 0);
        Pushing far = begin(table, 0, turned, place);
        Pushing away = begin(table, 1, Pose.at(0.42, 0, HALF.z()), new Vec3(0.52, 0, 0));
        Pushing there = begin(table, 2, Pose.at(0.5, 0, HALF.z()), new Vec3(0.505, 0.002, 0));
        Pushing out = begin(table, 3, Pose.at(0.5, 0, HALF.z()), new Vec3(1.6, 0, 0));
        table.run(far, away, there, out);
        for (Pushing push : new Pushing[]{far, away}) {
            assertThat(push.outcome()).as(push.log().toString()).isEqualTo(Outcome.DONE);
        }
        Pose put = new SkillWorld(table.batch, 0, table.servos, "box").object();
        assertThat(Math.hypot(put.position().x() - 0.5, put.position().y() - 0.05)).isLessThan(0.015);
        assertThat(put.position().z()).isBetween(HALF.z() - 1e-3, HALF.z() + 1e-3);
        assertThat(there.attempts()).isZero();
        assertThat(there.outcome()).isEqualTo(Outcome.DONE);
        assertThat(out.outcome()).isEqualTo(Outcome.NO_PATH);
    }
}

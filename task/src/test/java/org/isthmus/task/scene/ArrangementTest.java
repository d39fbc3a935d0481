package org.isthmus.task.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.physics.Contact;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.junit.jupiter.api.Test;

class ArrangementTest {
    private static final double MOST_MOVED = 1e-3;
    private static final double MOST_OVERLAP = 1e-3;

    private static Scene table() {
        Scene scene = new Scene();
        scene.physics.timestep = 0.005;
        scene.world.addGeom(GeomType.PLANE, new double[]{1, 1, 0.1}, geom -> geom.name = "table");
        return scene;
    }

    private static List<Thing> things(int count) {
        List<Thing> things = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            things.add(i % 2 == 0 ? Thing.box("box" + i, new Vec3(0.03, 0.02, 0.015 + 0.002 * i), 0.1)
                    : Thing.can("can" + i, 0.025, 0.06, 0.15));
        }
        return things;
    }

    /// Nothing moves by a millimetre within a second, and nothing overlaps by one.
    private static void assertSettled(Scene scene, List<Thing> things) {
        Model model = SceneCompiler.compile(scene, new Diagnostics());
        try (Parallel pool = Parallel.of(1)) {
            WorldBatch batch = PhysicsEngine.named("scalar").create(model, 1, new TreeSet<>(), pool, new Diagnostics());
            batch.reset(0);
            List<Vec3> first = positions(model, batch, things);
            for (Contact contact : batch.contacts(0)) {
                assertThat(contact.distance()).isGreaterThan(-MOST_OVERLAP);
            }
            batch.step(200);
            List<Vec3> last = positions(model, batch, things);
            for (int i = 0; i < first.size(); i++) {
                assertThat(last.get(i).distance(first.get(i))).as(things.get(i).name()).isLessThan(MOST_MOVED);
            }
        }
    }

    private static List<Vec3> positions(Model model, WorldBatch batch, List<Thing> things) {
        return things.stream().map(thing -> {
            int at = model.joints().qposAdr().get(model.names().id(ObjectType.JOINT, thing.name()));
            return new Vec3(batch.get(Quantity.QPOS, 0, at), batch.get(Quantity.QPOS, 0, at + 1),
                    batch.get(Quantity.QPOS, 0, at + 2));
        }).toList();
    }

    @Test
    void clutterStandsStillAndOverlapsNothing() {
        Scene scene = table();
        List<Thing> things = things(6);
        Surface surface = new Surface(Vec3.ZERO, 0.12, 0.12);
        Arrangement.clutter(scene, surface, things, RandomStream.of(3));
        assertSettled(scene, things);
        for (Thing thing : things) {
            Body body = scene.body(thing.name());
            assertThat(body).isNotNull();
            assertThat(surface.holds(body.pos, 0)).as(thing.name()).isTrue();
        }
    }

    @Test
    void aSeedGivesTheSameLayoutsAndOthersDiffer() {
        List<Thing> things = things(3);
        Surface surface = new Surface(Vec3.ZERO, 0.15, 0.15);
        List<List<Pose>> layouts = Arrangement.layouts(table(), surface, things, 2, RandomStream.of(1));
        assertThat(layouts).isEqualTo(Arrangement.layouts(table(), surface, things, 2, RandomStream.of(1)));
        assertThat(layouts.get(0)).isNotEqualTo(layouts.get(1));
    }

    @Test
    void rowsStandAsFarApartAsTheirGap() {
        Scene scene = table();
        List<Thing> things = things(6);
        Arrangement.rows(scene, new Surface(Vec3.ZERO, 0.15, 0.2), things, 0.02);
        assertSettled(scene, things);
        double radius = things.stream().mapToDouble(Thing::radius).max().orElse(0);
        for (Thing a : things) {
            for (Thing b : things) {
                assertThat(a.equals(b) || at(scene, a).distance(at(scene, b)) > 2 * radius + 0.018)
                        .as(a.name() + ", " + b.name()).isTrue();
            }
        }
    }

    private static Vec3 at(Scene scene, Thing thing) {
        Body body = scene.body(thing.name());
        assertThat(body).isNotNull();
        return new Vec3(body.pos.x(), body.pos.y(), 0);
    }

    @Test
    void aShelfHoldsThingsOnEachOfItsBoards() {
        Scene scene = table();
        Body shelf = scene.world.addBody("shelf", Pose.at(0.3, 0, 0));
        List<Surface> boards = Containers.addShelf(shelf, new Vec3(0.1, 0.2, 0.1), 3, 0.01, geom -> {});
        assertThat(boards).hasSize(3);
        List<Thing> all = new ArrayList<>();
        for (int i = 0; i < boards.size(); i++) {
            List<Thing> things = List.of(Thing.can("can" + i, 0.03, 0.1, 0.2),
                    Thing.box("box" + i, new Vec3(0.02, 0.03, 0.05), 0.1));
            Arrangement.rows(scene, boards.get(i), things, 0.02);
            all.addAll(things);
        }
        assertSettled(scene, all);
    }

    @Test
    void theFirstKeyframeGrowsByWhatIsPut() {
        Scene scene = table();
        Keyframe home = new Keyframe();
        scene.keyframes.add(home);
        Arrangement.rows(scene, new Surface(Vec3.ZERO, 0.1, 0.1), things(1), 0);
        assertThat(home.qpos).hasSize(7);
        assertThat(home.qpos[2]).isBetween(0.014, 0.016);
    }

    @Test
    void whatDoesNotFitIsTold() {
        assertThatThrownBy(() -> Arrangement.rows(table(), new Surface(Vec3.ZERO, 0.05, 0.05), things(6), 0.02))
                .hasMessageContaining("6 things").hasMessageContaining("expected that they fit on 0.1 m times 0.1 m");
        assertThatThrownBy(() -> Arrangement.clutter(table(), new Surface(new Vec3(0, 0, 0.5), 0.1, 0.1), things(2),
                RandomStream.of(1))).hasMessageContaining("of 30 layouts none stands still")
                .hasMessageContaining("box0, can1");
    }
}

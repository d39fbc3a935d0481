package org.isthmus.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.motion.grasp.ParallelJaw;
import org.isthmus.motion.grasp.StableSides;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.motion.skill.Outcome;
import org.isthmus.motion.skill.PickAndPlace;
import org.isthmus.motion.skill.PickPlanner;
import org.isthmus.motion.skill.SkillOptions;
import org.isthmus.motion.skill.ServoArm;
import org.isthmus.motion.skill.SkillWorld;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.WorldBatch;

/// An arm with a gripper picks an object up from a table and puts it down elsewhere, in many worlds at once, each with
/// its own layout: side, place and heading of the object, and place and heading of its goal.
final class PickAndPlaceTrials {
    /// As the gripper of the template `panda` is built.
    private static final ParallelJaw JAW = new ParallelJaw(0.08, 0.021, 0.018, 0.034, 0.012, 0.1, 0.5);
    /// What it takes with room for its fingers, m.
    static final double WIDTH = 0.07;
    /// Like food in its package, kg/m³.
    private static final double DENSITY = 600;
    /// Of the object's and the finger brackets' contacts; pads have that of GraspSettings, the same. Twice the time step, s.
    private static final double CONTACT_TIME = 0.004;
    private static final double[] HOME = {0, -0.3, 0, -2.2, 0, 1.9, 0.785};
    private static final String OBJECT = "object";
    static final double PERIOD = 0.01;
    /// Programs that take longer are broken, simulated s.
    static final double LONGEST = 120;
    private static final double APART = 0.15;

    static final SkillOptions OPTIONS = new SkillOptions(JAW, 3, 40, 40, 0.05, 2e-3, 0.02, 0.35, PERIOD,
            PickPlanner.Options.DEFAULT, 1);

    private PickAndPlaceTrials() {}

    /// What came of one layout.
    ///
    /// @param away of the object from its place in the end, m
    record Trial(String object, int layout, Outcome outcome, int attempts, double away, List<String> log) {}

    /// One world at work.
    static final class Layout {
        final SkillWorld world;
        final Pose goal;
        final PickAndPlace program;
        /// When the program ended: the world goes on as long as others do.
        private double away = Double.NaN;

        Layout(SkillWorld world, Pose goal, PickAndPlace program) {
            this.world = world;
            this.goal = goal;
            this.program = program;
        }

        void act() {
            program.act();
            if (program.isOver() && Double.isNaN(away)) {
                away = world.object().position().distance(goal.position());
            }
        }

        Trial trial(String object, int number) {
            return new Trial(object, number, program.outcome(), program.attempts(), away, program.log());
        }
    }

    static Model model(GraspObjects.Item item) {
        Scene scene = SceneFiles.load("panda", SceneFiles.Options.DEFAULT, new Diagnostics());
        scene.physics.timestep = 0.002;
        scene.physics.integrator = Integrator.IMPLICIT_FAST;
        scene.world.addBody("table", Pose.at(0.5, 0, -0.02)).addGeom(GeomType.BOX, new double[]{0.3, 0.5, 0.02},
                geom -> {});
        scene.bodies().stream().filter(body -> body.name != null && body.name.endsWith("_finger"))
                .flatMap(body -> body.geoms.stream()).forEach(geom -> geom.solref[0] = CONTACT_TIME);
        MeshAsset asset = new MeshAsset();
        asset.name = OBJECT;
        asset.geometry = item.hull();
        scene.meshes.add(asset);
        var body = scene.world.addBody(OBJECT, Pose.at(0.5, 0, 0.3));
        body.addFreeJoint(OBJECT);
        body.addGeom(GeomType.MESH, new double[0], geom -> {
            geom.mesh = OBJECT;
            geom.density = DENSITY;
            geom.rgba[0] = 0.15f;
            geom.rgba[1] = 0.45f;
            geom.condim = 4;
            geom.solref[0] = CONTACT_TIME;
        });
        scene.keyframes.clear();
        return SceneCompiler.compile(scene, new Diagnostics());
    }

    private static Pose onTable(StableSides.Side side, RandomStream random) {
        Quat heading = Quat.fromAxisAngle(Vec3.Z, random.nextDouble(-Math.PI, Math.PI));
        return new Pose(new Vec3(random.nextDouble(0.35, 0.6), random.nextDouble(-0.3, 0.3), side.height()),
                heading.times(side.turn()).normalized());
    }

    static Layout begin(GraspObjects.Item item, WorldBatch batch, int world, ServoArm servos,
            RandomStream random) {
        StableSides.Side side = item.sides().get((int) (random.nextDouble() * item.sides().size()));
        Pose start = onTable(side, random);
        Pose goal = onTable(side, random);
        while (goal.position().distance(start.position()) < APART) {
            goal = onTable(side, random);
        }
        SkillWorld seen = new SkillWorld(batch, world, servos, OBJECT);
        seen.place(HOME, servos.gripper().jaw().width(), start);
        PickAndPlace.Task task = new PickAndPlace.Task(item.hull(), Vec3.ZERO, 0, goal);
        return new Layout(seen, goal, new PickAndPlace(seen, OBJECT, task, OPTIONS));
    }

    /// Runs layouts of one object together.
    ///
    /// @param first number of the first layout; a layout depends on object, number and seed only
    static List<Trial> run(GraspObjects.Item item, int first, int count, String engineName, long seed, Parallel pool) {
        Model model = model(item);
        PhysicsEngine engine = PhysicsEngine.named(engineName);
        WorldBatch batch = engine.create(model, count, pool, new Diagnostics());
        ServoArm servos = new ServoArm(RobotGripper.named("panda", model), engine.dynamics(model, pool));
        List<Layout> layouts = new ArrayList<>();
        for (int w = 0; w < count; w++) {
            layouts.add(begin(item, batch, w, servos, RandomStream.of(seed).child(item.name(), first + w)));
        }
        int substeps = (int) Math.rint(PERIOD / model.options().timestep);
        for (int tick = 0; !layouts.stream().allMatch(layout -> layout.program.isOver()); tick++) {
            if (tick * PERIOD > LONGEST) {
                throw new IllegalStateException("a program takes more than " + LONGEST + " s");
            }
            layouts.forEach(Layout::act);
            batch.step(substeps);
        }
        List<Trial> trials = new ArrayList<>();
        for (int w = 0; w < count; w++) {
            trials.add(layouts.get(w).trial(item.name(), first + w));
        }
        return trials;
    }

    /// Runs layouts of many objects, as evenly as can be, objects side by side on all processors.
    static List<Trial> run(List<GraspObjects.Item> items, int count, String engineName, long seed,
            Consumer<String> progress) {
        List<List<Trial>> each = new ArrayList<>(Collections.nCopies(items.size(), List.of()));
        try (Parallel pool = Parallel.ofAllProcessors()) {
            pool.run(items.size(), 1, (from, to) -> {
                for (int i = from; i < to; i++) {
                    int own = count / items.size() + (i < count % items.size() ? 1 : 0);
                    try (Parallel single = Parallel.of(1)) {
                        each.set(i, run(items.get(i), 0, own, engineName, seed, single));
                    }
                    progress.accept(items.get(i).name() + ": " + counts(each.get(i)));
                }
            });
        }
        return each.stream().flatMap(List::stream).toList();
    }

    /// How many trials ended how.
    static Map<Outcome, Integer> counts(List<Trial> trials) {
        Map<Outcome, Integer> counts = new TreeMap<>();
        trials.forEach(trial -> counts.merge(trial.outcome(), 1, Integer::sum));
        return counts;
    }
}

package org.isthmus.task.suite;

import java.util.ArrayList;
import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.format.MeshReader;
import org.isthmus.task.scene.Arrangement;
import org.isthmus.task.scene.ObjectSet;
import org.isthmus.task.scene.Paint;
import org.isthmus.task.scene.Surface;
import org.isthmus.task.scene.Thing;
import org.isthmus.model.scene.GeomType;
import org.isthmus.task.Task;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.signal.Signal;

/// Grasp what lies there, one of a set of objects, and lift it. The others wait in a row at the far edge of the table.
final class GraspObject {
    private static final double MASS = 0.08;
    private static final int STEPS = 100;
    /// How high it is to be lifted, m.
    private static final double HIGH = 0.1;
    private static final double APART = 0.09;
    private static final List<Shape> SHAPES = List.of(
            new Shape("box", GeomType.BOX, 0.03, 0.018, 0.025, 0.025),
            new Shape("tower", GeomType.BOX, 0.015, 0.015, 0.04, 0.04),
            new Shape("can", GeomType.CYLINDER, 0.019, 0.03, 0, 0.03),
            new Shape("ball", GeomType.SPHERE, 0.02, 0, 0, 0.02),
            new Shape("egg", GeomType.ELLIPSOID, 0.026, 0.018, 0.02, 0.02));

    private GraspObject() {}

    /// An object of the set; at most 40 mm wide between the fingers, which close along its y at the heading of its x.
    ///
    /// @param a half lengths or radii, by type, m
    /// @param height of its middle when it lies there, m
    private record Shape(String name, GeomType type, double a, double b, double c, double height) {}

    static Task task(String robot) {
        TableTop top = new TableTop(robot);
        for (int i = 0; i < SHAPES.size(); i++) {
            Shape shape = SHAPES.get(i);
            double y = (i - (SHAPES.size() - 1) / 2.0) * APART;
            top.station.addLoose(shape.name, Pose.at(top.middle.x() + top.room + 0.12, y, shape.height), shape.type,
                    new double[]{shape.a, shape.b, shape.c}, geom -> {
                        geom.mass = MASS;
                        geom.condim = 4;
                        Paint.colour(geom, 0.75, 0.5, 0.2);
                    });
        }
        return task(top, SHAPES.stream().map(Shape::name).toList());
    }

    /// The same with meshes for objects.
    ///
    /// @param folder of files that [ObjectSet] reads; at least one has to be good
    static Task task(String robot, Path folder, Diagnostics diagnostics) {
        TableTop top = new TableTop(robot);
        List<Thing> things = ObjectSet.read(folder, top.station.scene(), diagnostics);
        if (things.isEmpty()) {
            throw new IllegalArgumentException("folder " + folder + " has no mesh that can be read, expected files "
                    + "with one of the extensions " + MeshReader.extensions());
        }
        double widest = things.stream().mapToDouble(Thing::radius).max().orElseThrow();
        double half = widest * things.size();
        Surface store = new Surface(top.middle.plus(new Vec3(top.room + 0.12 + widest, 0, 0)), widest, half);
        Arrangement.rows(top.station.scene(), store, things, 0);
        return task(top, things.stream().map(Thing::name).toList());
    }

    private static Task task(TableTop top, List<String> names) {
        List<Signal.Measured> inputs = new ArrayList<>();
        Signal.Measured which = new Signal.Goal("object", 4, "");
        inputs.add(which);
        names.forEach(name -> inputs.add(TableTop.at(name)));
        Signal.Measured object = new Signal.Computed("object", "m", 3, inputs, (row, places, out) -> {
            int from = places[1 + (int) Math.rint(row.get(places[0]))];
            for (int k = 0; k < 3; k++) {
                row.set(out + k, row.get(from + k));
            }
        });
        Condition grasped = top.grasped(object);
        Objective height = Objectives.number(object, 2);
        Condition success = grasped.and(Objectives.above(height, HIGH)).and(top.isStill());
        return top.task("GraspObject-v1", "Grasp the object that lies in front and lift it.", STEPS,
                List.of(Observation.of("which, and where it began", which), Observation.of("object", object),
                        TableTop.between("tool to object", top.tool, object)))
                .reward(top.reach(0.3, object))
                .reward(new Reward("grasp", 0.3, "1 while grasped", Objectives.when(grasped)))
                .reward(new Reward("lift", 0.2, "height / 0.1 m, at most 1, while grasped",
                        Objectives.gated(grasped, signals -> {
                            Objective.Value value = height.bind(signals);
                            return row -> Math.clamp(value.of(row) / HIGH, 0.0, 1.0);
                        })))
                .reward(TableTop.success(0.2, success))
                .success(success, false)
                .factor(Factor.semantic("object", Sampler.all(Sampler.choice(names.size()),
                        Sampler.uniform(top.middle.x() - 0.5 * top.room, top.middle.x() + 0.5 * top.room),
                        Sampler.uniform(-0.7 * top.room, 0.7 * top.room), Sampler.uniform(-Math.PI / 2, Math.PI / 2)),
                        Targets.brought(names)))
                .build();
    }
}

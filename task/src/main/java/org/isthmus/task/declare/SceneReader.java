package org.isthmus.task.declare;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.robots.RobotTemplates;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Scene;
import org.isthmus.task.scene.ArmOnTable;
import org.jspecify.annotations.Nullable;

/// What there is: an arm on a table with objects and marks, or any robot or scene by name or file.
///
/// @param station the arm, where there is one
record SceneReader(Scene scene, @Nullable ArmOnTable station) {
    /// Numbers that a shape's size has.
    private static final Map<String, Integer> SHAPES = Map.of("box", 3, "sphere", 1, "cylinder", 2, "capsule", 2,
            "ellipsoid", 3);

    /// @param node `{arm: panda, objects: […], marks: […]}` or `{model: scene.xml, timestep: 0.002}`
    /// @param folder where the files are that are named
    static SceneReader read(YamlNode node, Path folder) {
        if (node.has("model")) {
            node.allow("model", "timestep");
            String name = node.text("model");
            String model = RobotTemplates.find(name).isPresent() ? name : folder.resolve(name).toString();
            Scene scene = SceneFiles.load(model, SceneFiles.Options.DEFAULT, node.diagnostics());
            scene.physics.timestep = node.number("timestep", scene.physics.timestep);
            return new SceneReader(scene, null);
        }
        node.allow("arm", "objects", "marks", "timestep");
        String arm = node.text("arm");
        if (!ArmOnTable.robots().contains(arm)) {
            if (node.has("arm")) {
                node.get("arm").unknown("arm", arm, ArmOnTable.robots());
            }
            arm = ArmOnTable.robots().getFirst();
        }
        ArmOnTable station = ArmOnTable.of(arm);
        Scene scene = station.scene();
        scene.physics.timestep = node.number("timestep", scene.physics.timestep);
        node.items("objects").forEach(object -> addObject(station, object));
        for (YamlNode mark : node.items("marks")) {
            mark.allow("name", "radius");
            station.addMark(mark.text("name"), Math.max(1e-4, mark.number("radius", 0.01)));
        }
        return new SceneReader(scene, station);
    }

    private static void addObject(ArmOnTable station, YamlNode node) {
        node.allow("name", "shape", "size", "mass", "at", "turn", "color", "friction");
        String shape = node.text("shape");
        Integer count = SHAPES.get(shape);
        if (count == null) {
            node.get("shape").unknown("shape", shape, SHAPES.keySet().stream().sorted().toList());
            return;
        }
        double[] size = node.get("size").numbers(count);
        double[] at = node.get("at").numbers(3);
        double[] turn = node.numbers("turn", 0, 0, 0);
        double[] color = node.numbers("color", 0.2, 0.5, 0.8);
        double mass = node.number("mass");
        double friction = node.number("friction", 1);
        for (double length : size) {
            if (!(length > 0)) {
                node.get("size").error("size " + List.of(length), "lengths above 0", "");
                return;
            }
        }
        Vec3 position = station.middle().plus(new Vec3(at[0], at[1], at[2]));
        Pose pose = new Pose(position, Quat.fromRollPitchYaw(turn[0], turn[1], turn[2]));
        station.addLoose(node.text("name"), pose, GeomType.valueOf(shape.toUpperCase(Locale.ROOT)), size, geom -> {
            geom.mass = mass;
            geom.friction[0] = friction;
            System.arraycopy(color, 0, geom.rgba, 0, 3);
        });
    }
}

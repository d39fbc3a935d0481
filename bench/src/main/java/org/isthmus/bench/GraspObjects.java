package org.isthmus.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.ConvexHull;
import org.isthmus.model.mesh.InertiaMode;
import org.isthmus.model.mesh.MassProperties;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshTransforms;
import org.isthmus.model.mesh.format.MeshReadOptions;
import org.isthmus.model.mesh.format.MeshReader;
import org.isthmus.motion.grasp.StableSides;

/// The household objects of the shared data that a gripper can hold.
final class GraspObjects {
    /// A hull keeps its outermost vertices.
    private static final int MAX_VERTICES = 64;
    /// What is tipped over by less does not stand, rad.
    private static final double STANDS = 0.15;
    private static final List<String> FILES = List.of(
            "contactdb_stl/apple.stl", "contactdb_stl/banana.stl", "contactdb_stl/bowl.stl", "contactdb_stl/camera.stl",
            "contactdb_stl/cubesmall.stl", "contactdb_stl/cup.stl", "contactdb_stl/cylindersmall.stl",
            "contactdb_stl/fryingpan.stl", "contactdb_stl/knife.stl", "contactdb_stl/lightbulb.stl",
            "contactdb_stl/mug.stl", "contactdb_stl/spheresmall.stl", "contactdb_stl/toothbrush.stl",
            "contactdb_stl/toothpaste.stl", "contactdb_stl/waterbottle.stl", "dishes_drake/assets/evo_bowl_col.obj",
            "dishes_drake/assets/plate_8in_col.obj", "robosuite_objects/meshes/bottle.stl",
            "robosuite_objects/meshes/bread.stl", "robosuite_objects/meshes/can.stl",
            "robosuite_objects/meshes/cereal.stl", "robosuite_objects/meshes/lemon.stl",
            "robosuite_objects/meshes/milk.stl", "simpler_env/bridge_carrot_generated_modified/collision.obj",
            "simpler_env/eggplant/collision.obj", "simpler_env/green_cube_3cm/collision.obj",
            "simpler_env/sponge/collision.obj", "trimesh/fuze.obj", "ycb_drake/meshes/003_cracker_box_textured.gltf",
            "ycb_drake/meshes/004_sugar_box_textured.gltf", "ycb_drake/meshes/005_tomato_soup_can_textured.gltf",
            "ycb_drake/meshes/006_mustard_bottle_textured.gltf", "ycb_drake/meshes/009_gelatin_box_textured.gltf",
            "ycb_drake/meshes/010_potted_meat_can_textured.gltf");

    private GraspObjects() {}

    /// An object.
    ///
    /// @param name file without extension, and what tells it from others of that name
    /// @param hull origin at its centre of mass, m
    /// @param sides on which it stands and is narrow enough
    record Item(String name, Mesh hull, List<StableSides.Side> sides) {}

    /// All objects of which some side fits.
    ///
    /// @param objects the folder `objects` of the shared data
    /// @param width that a gripper takes, m
    static List<Item> fitting(Path objects, double width) {
        List<Item> items = new ArrayList<>();
        FileAccess files = FileAccess.onDisk(List.of(objects));
        for (String file : FILES) {
            Path path = objects.resolve(file);
            if (Files.exists(path)) {
                read(name(file), path, files, width, new Diagnostics()).filter(item -> !item.sides.isEmpty())
                        .ifPresent(items::add);
            }
        }
        return items;
    }

    /// An object with those sides on which it stands and is narrow enough; empty when the file cannot be read.
    static Optional<Item> read(String name, Path path, FileAccess files, double width, Diagnostics diagnostics) {
        return MeshReader.read(FileAccess.name(path), files, new MeshReadOptions(true, true), SourceLocation.UNKNOWN,
                diagnostics).map(GraspObjects::hull).map(
                        hull -> new Item(name, hull,
                                StableSides.of(hull, Vec3.ZERO, STANDS).stream().filter(side -> side.width() <= width)
                                        .toList()));
    }

    private static Mesh hull(Mesh mesh) {
        ConvexHull hull = ConvexHull.of(mesh.vertices(), MAX_VERTICES);
        Mesh bounded = ConvexHull.meshOf(DoubleArray.wrap(hull.vertices().toArray().length == 0 ? new double[0]
                : corners(mesh, hull.vertices())));
        Vec3 center = MassProperties.of(bounded, InertiaMode.EXACT).centerOfMass();
        return MeshTransforms.translate(bounded, center.negate());
    }

    private static double[] corners(Mesh mesh, IntArray vertices) {
        double[] out = new double[3 * vertices.length()];
        for (int i = 0; i < vertices.length(); i++) {
            mesh.vertex(vertices.get(i)).into(out, 3 * i);
        }
        return out;
    }

    private static String name(String file) {
        String[] parts = file.split("/");
        String last = parts[parts.length - 1].replaceAll("\\..*$", "").replaceAll("_textured$|^[0-9]+_", "");
        return last.equals("collision") ? parts[parts.length - 2] : last;
    }
}

package org.isthmus.model.mesh.format;

import java.util.IdentityHashMap;
import java.util.Map;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshBuilder;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads COLLADA 1.4 and 1.5 (Khronos Group, 2008): the meshes of the document's scene, each where its nodes put it, with
/// diffuse colours and textures. Animations, skins' deformations, lights and cameras are left out.
final class ColladaReader {
    /// Nodes inside each other.
    private static final int MAX_DEPTH = 100;
    /// Nodes met on the way through the scene; instances of nodes can multiply them.
    private static final int MAX_NODES = 100_000;

    private final ColladaDocument document;
    private final ColladaMaterials materials;
    private final Map<XmlElement, ColladaGeometry> geometries = new IdentityHashMap<>();
    private final MeshBuilder builder = new MeshBuilder();
    private int nodes;

    private ColladaReader(MeshSource source) {
        this.document = new ColladaDocument(source);
        this.materials = new ColladaMaterials(document);
    }

    static Mesh read(MeshSource source) {
        return new ColladaReader(source).read();
    }

    private Mesh read() {
        Affine toWorld = unitAndUp();
        XmlElement scene = visualScene();
        if (scene == null) {
            document.warning(document.root, "the document has no scene", "all its geometries are taken as they are");
            addAllGeometries(toWorld);
        } else {
            for (XmlElement node : scene.children("node")) {
                addNode(node, toWorld, 0);
            }
        }
        return document.source.finish(builder);
    }

    /// What turns the document's coordinates into metres with z up.
    private Affine unitAndUp() {
        XmlElement asset = document.root.child("asset");
        XmlElement unit = asset == null ? null : asset.child("unit");
        XmlElement up = asset == null ? null : asset.child("up_axis");
        double metres = 1;
        if (unit != null && unit.has("meter") && document.source.options().metres()) {
            metres = positive(unit);
        }
        Affine turn = Affine.IDENTITY;
        if (document.source.options().zUp()) {
            // Right, up and inward axes: y-up x y z, z-up x z −y, x-up −y x z.
            turn = switch (up == null ? "Y_UP" : up.text()) {
                case "Z_UP" -> Affine.IDENTITY;
                case "X_UP" -> new Affine(Vec3.Z, Vec3.X.negate(), Vec3.Y.negate(), Vec3.ZERO);
                default -> new Affine(Vec3.X, Vec3.Z, Vec3.Y.negate(), Vec3.ZERO);
            };
        }
        return turn.times(Affine.scale(new Vec3(metres, metres, metres)));
    }

    private double positive(XmlElement unit) {
        try {
            double metres = Double.parseDouble(unit.attribute("meter", ""));
            if (metres > 0 && metres < Mesh.MAX_COORDINATE) {
                return metres;
            }
        } catch (NumberFormatException e) {
            // Told below, like zero.
        }
        throw document.wrong(unit, "meter", "the unit is '" + unit.attribute("meter", "") + "' metres",
                "a positive number",
                "write 1 for metres, 0.001 for millimetres");
    }

    private @Nullable XmlElement visualScene() {
        XmlElement scene = document.root.child("scene");
        XmlElement instance = scene == null ? null : scene.child("instance_visual_scene");
        if (instance != null) {
            return document.require(instance, "url", "visual_scene");
        }
        XmlElement library = document.root.child("library_visual_scenes");
        return library == null ? null : library.child("visual_scene");
    }

    private void addAllGeometries(Affine toWorld) {
        for (XmlElement library : document.root.children("library_geometries")) {
            for (XmlElement geometry : library.children("geometry")) {
                geometry(geometry).addTo(builder, toWorld, Map.of(), materials);
            }
        }
    }

    private ColladaGeometry geometry(XmlElement element) {
        ColladaGeometry known = geometries.get(element);
        if (known == null) {
            known = new ColladaGeometry(document, element);
            geometries.put(element, known);
        }
        return known;
    }

    private void addNode(XmlElement node, Affine parent, int depth) {
        if (depth > MAX_DEPTH || ++nodes > MAX_NODES) {
            throw document.wrong(node, "",
                    "there are more than " + MAX_DEPTH + " nodes inside each other, or " + MAX_NODES
                            + " in all",
                    "at most so many", "check that no node instantiates itself");
        }
        Affine transform = parent;
        for (XmlElement child : node.children()) {
            Affine step = step(child);
            transform = step == null ? transform : transform.times(step);
        }
        for (XmlElement child : node.children()) {
            switch (child.name()) {
                case "node" -> addNode(child, transform, depth + 1);
                case "instance_node" -> addNode(document.require(child, "url", "node"), transform, depth + 1);
                case "instance_geometry" -> addInstance(child, document.require(child, "url", "geometry"), transform);
                case "instance_controller" -> addSkin(child, transform);
                default -> {
                    // Transforms are in, the rest has no surface.
                }
            }
        }
    }

    /// The transform that a child of a node stands for; null when it is none.
    private @Nullable Affine step(XmlElement child) {
        return switch (child.name()) {
            case "matrix" -> Affine.ofRows(numbers(child, 16));
            case "translate" -> Affine.translation(Vec3.of(numbers(child, 3), 0));
            case "scale" -> Affine.scale(Vec3.of(numbers(child, 3), 0));
            case "rotate" -> {
                double[] r = numbers(child, 4);
                yield Affine.rotation(Quat.fromAxisAngle(Vec3.of(r, 0), StrictMath.toRadians(r[3])).toRotation());
            }
            case "lookat", "skew" -> {
                document.warning(child, "transforms <" + child.name() + "> are not understood", "it is left out");
                yield null;
            }
            default -> null;
        };
    }

    private double[] numbers(XmlElement element, int count) {
        double[] numbers = document.numbers(element);
        if (numbers.length != count) {
            throw document.wrong(element, "", "<" + element.name() + "> has " + numbers.length + " numbers",
                    String.valueOf(count), "export the mesh again");
        }
        return numbers;
    }

    private void addInstance(XmlElement instance, XmlElement geometry, Affine transform) {
        Map<String, MeshMaterial> bound = materials.bound(instance);
        geometry(geometry).addTo(builder, transform, bound, materials);
    }

    /// A skinned mesh is taken in the pose in which it was bound.
    private void addSkin(XmlElement instance, Affine transform) {
        XmlElement skin = document.require(instance, "url", "controller").child("skin");
        if (skin == null) {
            document.warning(instance, "the controller has no skin", "it is left out");
            return;
        }
        XmlElement bind = skin.child("bind_shape_matrix");
        Affine bound = bind == null ? transform : transform.times(Affine.ofRows(numbers(bind, 16)));
        addInstance(instance, document.require(skin, "source", "geometry"), bound);
    }
}

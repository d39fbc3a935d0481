package org.isthmus.model.mjcf;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Quat;
import org.isthmus.model.mesh.BuiltinMesh;
import org.isthmus.model.mesh.ConvexHull;
import org.isthmus.model.mesh.CornerValues;
import org.isthmus.model.mesh.InertiaMode;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshPart;
import org.isthmus.model.mesh.MeshTransforms;
import org.isthmus.model.mesh.format.MeshReadOptions;
import org.isthmus.model.mesh.format.MeshReader;
import org.isthmus.model.scene.Codec;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `mesh` of `asset`: a file, vertices that stand in the XML, or a shape that MuJoCo makes.
final class MeshAssetReader {
    private final Context context;
    private final AssetFiles files;
    private final Orientation orientation;

    MeshAssetReader(Context context, AssetFiles files) {
        this.context = context;
        this.files = files;
        orientation = new Orientation(context);
    }

    void read(XmlElement xml, Scene scene) {
        Attributes attributes = context.attributes(xml);
        MeshAsset asset = MeshAsset.SCHEMA.copy(context.defaultClass(attributes, "class", scene.defaults).mesh);
        attributes.fill(asset, MeshAsset.SCHEMA, Set.of("refquat"));
        AssetReader.checkHullVertices(asset, attributes, context);
        Quat reference = orientation.fromQuat(attributes, "refquat");
        asset.refQuat = reference == null ? asset.refQuat : reference;
        if (asset.name == null && asset.file != null) {
            asset.name = AssetFiles.nameOf(asset.file);
        }
        asset.geometry = readGeometry(asset, attributes);
        context.finish(attributes);
        if (AssetReader.isNamed(asset, xml, context)) {
            scene.meshes.add(asset);
        }
    }

    private @Nullable Mesh readGeometry(MeshAsset asset, Attributes attributes) {
        String contentType = attributes.text("content_type");
        double[] params = attributes.list("params");
        Mesh inline = readInline(attributes);
        if (attributes.has("builtin")) {
            attributes.countOf("builtin", "file");
            attributes.countOf("builtin", "vertex");
            return makeBuiltin(asset, attributes, params == null ? new double[0] : params);
        }
        if (attributes.has("file")) {
            return readFile(attributes, contentType);
        }
        if (!attributes.has("vertex")) {
            context.error(attributes.xml().location(),
                    Context.label("mesh", asset) + " has neither a file nor vertices",
                    "attribute 'file' or 'vertex'", "");
        }
        return inline;
    }

    private @Nullable Mesh makeBuiltin(MeshAsset asset, Attributes attributes, double[] params) {
        int before = context.diagnostics.errorCount();
        BuiltinMesh kind = attributes.choice("builtin", BuiltinMesh.class, BuiltinMesh.SPHERE);
        if (context.diagnostics.errorCount() > before) {
            return null;
        }
        // "what was found, expected what"
        String[] problem = kind.problem(params).split(", expected ", 2);
        if (problem.length == 2) {
            context.error(attributes.at("params"), "built-in " + Context.label("mesh", asset) + ": " + problem[0],
                    problem[1], "");
            return null;
        }
        if (kind == BuiltinMesh.PLATE) {
            asset.inertia = InertiaMode.SHELL;
        }
        Mesh mesh = kind.make(params);
        context.budget.spendVertices(mesh.vertexCount(), attributes.xml().location());
        if (mesh.faceCount() > 0) {
            return mesh;
        }
        IntArray faces = ConvexHull.of(mesh.vertices()).faces();
        return isSurface(mesh.vertices(), faces, attributes, "params")
                ? mesh(mesh.vertices(), faces, CornerValues.none(3), CornerValues.none(2))
                : null;
    }

    private @Nullable Mesh readFile(Attributes attributes, @Nullable String contentType) {
        String file = files.find(attributes, "file", context.settings.meshFolder());
        if (file == null) {
            return null;
        }
        String kind = contentType == null ? file : file + "." + AssetReader.extensionOf(contentType);
        SourceLocation at = attributes.at("file");
        return context.content.mesh(kind, () -> context.files.bytes(file, at, context.diagnostics)
                .flatMap(b -> MeshReader.parse(kind, b, context.files, MeshReadOptions.CONVERTED, context.diagnostics))
                .map(mesh -> isObj(kind) ? firstObject(mesh, at) : mesh));
    }

    private static boolean isObj(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".obj");
    }

    /// Of an OBJ file MuJoCo takes the faces of the first object or group only, but all vertices.
    private Mesh firstObject(Mesh mesh, SourceLocation at) {
        Mesh first = MeshTransforms.firstObject(mesh);
        int left = mesh.faceCount() - first.faceCount();
        if (left > 0) {
            context.warning(at, "the file has more than one object: " + left + " of " + mesh.faceCount()
                    + " faces are left out, as in MuJoCo", "one object", "join them, or write one file for each");
        }
        return first;
    }

    /// The mesh of the attributes `vertex`, `face`, `normal` and `texcoord`; null when there is none, or after an error.
    /// MuJoCo keeps these numbers in single precision.
    private @Nullable Mesh readInline(Attributes attributes) {
        double[] vertex = triples(attributes, "vertex", Mesh.MAX_VERTICES);
        double[] face = triples(attributes, "face", Mesh.MAX_FACES);
        double[] normal = attributes.list("normal");
        double[] texcoord = attributes.list("texcoord");
        if (vertex == null) {
            return null;
        }
        DoubleArray vertices = DoubleArray.wrap(singles(vertex, Mesh.MAX_COORDINATE));
        int count = vertex.length / 3;
        IntArray faces = face == null ? ConvexHull.of(vertices).faces() : indices(face, count, attributes);
        if (faces == null) {
            return null;
        }
        return isSurface(vertices, faces, attributes, "vertex")
                ? mesh(vertices, faces, perVertex(attributes, "normal", normal, 3, count, faces),
                        perVertex(attributes, "texcoord", upwards(texcoord), 2, count, faces))
                : null;
    }

    private boolean isSurface(DoubleArray vertices, IntArray faces, Attributes attributes, String made) {
        boolean surface = faces.length() > 0 && vertices.length() >= 3 * 4;
        if (!surface) {
            context.error(attributes.at(made), "the vertices of <mesh> make no surface",
                    "at least 4 vertices, not all in one plane, or faces", "");
        }
        return surface;
    }

    private static Mesh mesh(DoubleArray vertices, IntArray faces, CornerValues normals, CornerValues texcoords) {
        List<MeshPart> parts = List.of(new MeshPart("", 0, faces.length() / 3, MeshMaterial.NONE));
        return new Mesh(vertices, faces, normals, texcoords, CornerValues.none(4), parts);
    }

    private double @Nullable [] triples(Attributes attributes, String name, int most) {
        double[] values = attributes.list(name);
        if (values != null && (values.length % 3 != 0 || values.length / 3 > most)) {
            context.error(attributes.at(name), values.length + " numbers in attribute '" + name + "' of <mesh>",
                    "three for each, at most " + most + " of them", "");
            return null;
        }
        return values;
    }

    private static double[] singles(double[] values, double most) {
        double[] single = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            single[i] = (float) Math.clamp(values[i], -most, most);
        }
        return single;
    }

    private @Nullable IntArray indices(double[] face, int vertices, Attributes attributes) {
        int[] indices = new int[face.length];
        for (int i = 0; i < face.length; i++) {
            if (face[i] != Math.rint(face[i]) || face[i] < 0 || face[i] >= vertices) {
                context.error(attributes.at("face"),
                        "face " + i / 3 + " of <mesh> has vertex " + Codec.NUMBER.format(face[i]),
                        "whole numbers from 0 to " + (vertices - 1), "");
                return null;
            }
            indices[i] = (int) face[i];
        }
        return IntArray.wrap(indices);
    }

    /// Values of which vertex i has the i-th.
    private CornerValues perVertex(
            Attributes attributes, String name, double @Nullable [] values, int width, int vertices, IntArray faces) {
        if (values == null) {
            return CornerValues.none(width);
        }
        if (values.length != width * vertices) {
            context.error(attributes.at(name), values.length + " numbers in attribute '" + name + "' of <mesh>",
                    width + " for each of the " + vertices + " vertices", "");
            return CornerValues.none(width);
        }
        return new CornerValues(width, DoubleArray.wrap(singles(values, Float.MAX_VALUE)), faces);
    }

    /// MuJoCo counts v from the upper edge of an image, meshes here count from the lower.
    private static double @Nullable [] upwards(double @Nullable [] texcoord) {
        if (texcoord != null) {
            for (int i = 1; i < texcoord.length; i += 2) {
                texcoord[i] = 1 - texcoord[i];
            }
        }
        return texcoord;
    }
}

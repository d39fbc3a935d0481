package org.isthmus.model.mesh.format;

import com.fasterxml.jackson.databind.JsonNode;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshBuilder;
import org.jspecify.annotations.Nullable;

/// Reads glTF 2.0 (Khronos Group, 2021), as JSON with embedded or separate buffers or as one binary file: the triangles of the
/// document's scene, each where its nodes put it, with base colours and textures. Skins, morph targets, animations, cameras
/// and lights are left out; points and lines too.
final class GltfReader {
    /// Nodes inside each other.
    private static final int MAX_DEPTH = 200;
    private static final int TRIANGLES = 4;
    private static final int STRIP = 5;
    private static final int FAN = 6;

    private final GltfDocument document;
    private final GltfMaterials materials;
    private final MeshBuilder builder = new MeshBuilder();
    private final boolean[] visited;

    private GltfReader(MeshSource source) {
        this.document = new GltfDocument(source);
        this.materials = new GltfMaterials(document);
        this.visited = new boolean[document.array("nodes").size()];
    }

    static Mesh read(MeshSource source) {
        return new GltfReader(source).read();
    }

    private Mesh read() {
        // glTF is up in y; z-up has x, −z, y.
        Affine world = document.source.options().zUp() ? new Affine(Vec3.X, Vec3.Z, Vec3.Y.negate(), Vec3.ZERO)
                : Affine.IDENTITY;
        if (document.array("scenes").size() > 0) {
            JsonNode scene = document.item("scenes", document.integer(document.root, "scene", 0));
            addNodes(document.array(scene, "nodes"), world, 0);
        } else if (visited.length > 0) {
            addRoots(world);
        } else {
            for (JsonNode mesh : document.array("meshes")) {
                addMesh(mesh, "", world);
            }
        }
        return document.source.finish(builder);
    }

    /// Without a scene, all nodes that are nobody's child.
    private void addRoots(Affine world) {
        boolean[] child = new boolean[visited.length];
        for (JsonNode node : document.array("nodes")) {
            for (JsonNode index : document.array(node, "children")) {
                if (index.asInt(-1) >= 0 && index.asInt() < child.length) {
                    child[index.asInt()] = true;
                }
            }
        }
        for (int i = 0; i < child.length; i++) {
            if (!child[i]) {
                addNode(i, world, 0);
            }
        }
    }

    private void addNodes(JsonNode indices, Affine parent, int depth) {
        for (JsonNode index : indices) {
            if (!index.canConvertToInt()) {
                throw document.wrong("a list of nodes holds " + index, "indices of nodes");
            }
            addNode(index.asInt(), parent, depth);
        }
    }

    private void addNode(int index, Affine parent, int depth) {
        JsonNode node = document.item("nodes", index);
        if (visited[index] || depth > MAX_DEPTH) {
            throw document.wrong("node " + index + " has several parents or is more than " + MAX_DEPTH + " nodes deep",
                    "a tree of nodes");
        }
        visited[index] = true;
        Affine transform = parent.times(transform(node));
        JsonNode mesh = document.referred(node, "mesh", "meshes");
        if (!mesh.isMissingNode()) {
            if (node.has("skin")) {
                document.source.warning(0, "node " + index + " has a skin", "", "its mesh is taken as if it had none");
            }
            addMesh(mesh, node.path("name").asText(), transform);
        }
        addNodes(document.array(node, "children"), transform, depth + 1);
    }

    private Affine transform(JsonNode node) {
        if (node.has("matrix")) {
            return Affine.ofColumns(document.numbers(node, "matrix", 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1));
        }
        double[] t = document.numbers(node, "translation", 0, 0, 0);
        double[] r = document.numbers(node, "rotation", 0, 0, 0, 1);
        double[] s = document.numbers(node, "scale", 1, 1, 1);
        // glTF's quaternions are (x, y, z, w).
        Quat rotation = new Quat(r[3], r[0], r[1], r[2]).normalized();
        return Affine.translation(Vec3.of(t, 0)).times(Affine.rotation(rotation.toRotation()))
                .times(Affine.scale(Vec3.of(s, 0)));
    }

    private void addMesh(JsonNode mesh, String nodeName, Affine transform) {
        String name = nodeName.isEmpty() ? mesh.path("name").asText() : nodeName;
        for (JsonNode primitive : document.array(mesh, "primitives")) {
            int mode = document.integer(primitive, "mode", TRIANGLES);
            if (mode > FAN) {
                throw document.wrong("a primitive has mode " + mode, "0 to " + FAN);
            }
            JsonNode attributes = primitive.path("attributes");
            if (mode >= TRIANGLES && attributes.has("POSITION")) {
                builder.part(name, materials.of(primitive));
                new Primitive(primitive, attributes, transform).add(mode);
            }
        }
    }

    /// One primitive that is being added.
    private final class Primitive {
        private final Affine transform;
        private final GltfAccessor positions;
        private final @Nullable GltfAccessor normals;
        private final @Nullable GltfAccessor texcoords;
        private final @Nullable GltfAccessor colours;
        private final @Nullable GltfAccessor indices;
        private final int firstVertex = builder.vertexCount();
        private final int firstNormal = builder.normalCount();
        private final int firstTexcoord = builder.texcoordCount();
        private int firstColour;

        Primitive(JsonNode primitive, JsonNode attributes, Affine transform) {
            this.transform = transform;
            this.positions = requireWidth(attributes, "POSITION", 3, 3);
            this.normals = attribute(attributes, "NORMAL", 3, 3);
            this.texcoords = attribute(attributes, "TEXCOORD_" + materials.texcoordSet(primitive), 2, 2);
            this.colours = attribute(attributes, "COLOR_0", 3, 4);
            this.indices = primitive.has("indices") ? requireWidth(primitive, "indices", 1, 1) : null;
            document.source.checkCounts((long) builder.vertexCount() + positions.count(),
                    builder.faceCount() + (long) corners());
        }

        private @Nullable GltfAccessor attribute(JsonNode attributes, String name, int least, int most) {
            if (!attributes.has(name)) {
                return null;
            }
            GltfAccessor accessor = requireWidth(attributes, name, least, most);
            if (accessor.count() != positions.count()) {
                throw document.wrong("attribute " + name + " has " + accessor.count() + " rows",
                        positions.count() + " as POSITION");
            }
            return accessor;
        }

        private GltfAccessor requireWidth(JsonNode from, String key, int least, int most) {
            GltfAccessor accessor = GltfAccessor.read(document, document.integer(from, key, 0));
            if (accessor.width() < least || accessor.width() > most) {
                throw document.wrong(key + " has rows of " + accessor.width() + " numbers", least + " to " + most);
            }
            return accessor;
        }

        private int corners() {
            return indices == null ? positions.count() : indices.count();
        }

        void add(int mode) {
            addVertices();
            int n = corners();
            switch (mode) {
                case TRIANGLES -> {
                    for (int i = 0; i + 2 < n; i += 3) {
                        triangle(i, i + 1, i + 2);
                    }
                }
                case STRIP -> {
                    for (int i = 2; i < n; i++) {
                        triangle(i - 2 + (i & 1), i - 1 - (i & 1), i);
                    }
                }
                default -> {
                    for (int i = 2; i < n; i++) {
                        triangle(0, i - 1, i);
                    }
                }
            }
        }

        private void addVertices() {
            for (int i = 0; i < positions.count(); i++) {
                builder.vertex(transform.point(vector(positions, i)));
                if (normals != null) {
                    Vec3 n = transform.normal(vector(normals, i));
                    builder.normal(n.x(), n.y(), n.z());
                }
                if (texcoords != null) {
                    // glTF counts v from the upper edge.
                    builder.texcoord(texcoords.get(i, 0), 1 - texcoords.get(i, 1));
                }
                if (colours != null) {
                    addColour(colours, i);
                }
            }
        }

        private void addColour(GltfAccessor c, int i) {
            int added = builder.colour(GltfMaterials.srgb(c.get(i, 0)), GltfMaterials.srgb(c.get(i, 1)),
                    GltfMaterials.srgb(c.get(i, 2)), c.width() > 3 ? c.get(i, 3) : 1);
            firstColour = i == 0 ? added : firstColour;
        }

        private static Vec3 vector(GltfAccessor rows, int i) {
            return new Vec3(rows.get(i, 0), rows.get(i, 1), rows.get(i, 2));
        }

        private int vertexAt(int corner) {
            double v = indices == null ? corner : indices.get(corner, 0);
            if (!(v >= 0 && v < positions.count())) {
                throw document.wrong("a primitive uses vertex " + v, "0 to " + (positions.count() - 1));
            }
            return (int) v;
        }

        /// Adds the triangle of three corners, turned around when the transform mirrors.
        private void triangle(int i, int j, int k) {
            int a = vertexAt(i);
            int b = vertexAt(transform.mirrors() ? k : j);
            int c = vertexAt(transform.mirrors() ? j : k);
            builder.face(firstVertex + a, firstVertex + b, firstVertex + c);
            if (normals != null) {
                builder.faceNormals(firstNormal + a, firstNormal + b, firstNormal + c);
            }
            if (texcoords != null) {
                builder.faceTexcoords(firstTexcoord + a, firstTexcoord + b, firstTexcoord + c);
            }
            if (colours != null) {
                builder.faceColours(firstColour + a, firstColour + b, firstColour + c);
            }
        }
    }
}

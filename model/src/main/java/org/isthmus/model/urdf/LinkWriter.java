package org.isthmus.model.urdf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.linkage.GeomRoles;
import org.isthmus.model.linkage.Numbers;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.CompilerOptions;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.InertiaFromGeom;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureRole;
import org.isthmus.model.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/// Writes `link` and the materials that links use.
final class LinkWriter {
    private static final Set<String> BODY_WRITTEN = Set.of("name", "childclass", "pos", "quat");
    private static final Set<String> GEOM_WRITTEN = Set.of("name", "class", "type", "size", "mesh", "fitscale",
            "hfield",
            "pos", "quat", "fromto", "contype", "conaffinity", "group", "friction", "mass", "density", "shellinertia",
            "material", "rgba");
    private static final Set<String> MATERIAL_WRITTEN = Set.of("name", "class", "texture", "rgba");
    private static final Set<String> MESH_WRITTEN = Set.of("name", "class", "file", "scale", "refpos", "refquat",
            "inertia", "smoothnormal", "maxhullvert", "material");
    /// What a plane is written as: a box of this size where the plane is infinite, and of this depth, m.
    private static final double PLANE_HALF_SIZE = 50;
    private static final double PLANE_DEPTH = 1;
    private static final Pose BELOW_PLANE = Pose.at(0, 0, -PLANE_DEPTH / 2);
    private static final double[] GREY = new Geom().rgba;

    private final Scene scene;
    private final Model model;
    private final XmlWriter xml;
    private final Losses losses;
    private final boolean keepsInertials;
    private final Map<Body, Integer> bodyIds = new IdentityHashMap<>();
    /// Rows of the compiled geoms; those of meshes without geometry have none.
    private final Map<Geom, Integer> geomIds = new IdentityHashMap<>();
    private final Map<String, MeshAsset> meshes = new HashMap<>();

    LinkWriter(Scene scene, Model model, XmlWriter xml, Losses losses) {
        this.scene = scene;
        this.model = model;
        this.xml = xml;
        this.losses = losses;
        this.keepsInertials = keepsInertials(scene.compiler);
        scene.meshes.forEach(m -> meshes.put(String.valueOf(m.name), m));
        for (Body body : scene.bodies()) {
            bodyIds.put(body, bodyIds.size());
            for (Geom geom : body.geoms) {
                if (geom.mesh == null || hasGeometry(geom.mesh)) {
                    geomIds.put(geom, geomIds.size());
                }
            }
        }
    }

    private boolean hasGeometry(String mesh) {
        MeshAsset asset = meshes.get(mesh);
        return asset != null && asset.geometry != null;
    }

    /// Whether compiling leaves masses as the scene states them.
    private static boolean keepsInertials(CompilerOptions c) {
        return c.inertiaFromGeom != InertiaFromGeom.TRUE && c.boundMass == 0 && c.boundInertia == 0 && !c.balanceInertia
                && c.setTotalMass <= 0;
    }

    void writeMaterials() {
        Set<String> used = new LinkedHashSet<>();
        scene.bodies().forEach(b -> b.geoms.stream().filter(LinkWriter::isVisual).forEach(g -> {
            if (g.material != null) {
                used.add(g.material);
            }
        }));
        for (Material material : scene.materials) {
            if (material.name != null && used.contains(material.name)) {
                writeMaterial(material);
            }
        }
    }

    private void writeMaterial(Material material) {
        xml.open("material").attribute("name", String.valueOf(material.name));
        writeColor(material.rgba);
        String image = material.textures.get(TextureRole.RGB);
        Texture texture = scene.textures.stream().filter(t -> t.name != null && t.name.equals(image)).findFirst()
                .orElse(null);
        if (texture != null && (texture.file != null || texture.image != null)) {
            xml.open("texture").attribute("filename", file(texture)).close();
        } else if (texture != null) {
            losses.add("texture", texture, "left out", "URDF knows image files only");
        }
        xml.close();
        losses.addAttributes("material", material, Material.SCHEMA, MATERIAL_WRITTEN);
    }

    private String file(Texture texture) {
        if (texture.file != null) {
            return texture.file;
        }
        String file = "textures/" + texture.name + ".png";
        losses.add("texture", texture, "in no file, so referred to in the folder 'textures'", "save it there as PNG");
        return file;
    }

    private String file(MeshAsset mesh) {
        if (mesh.file != null) {
            return mesh.file;
        }
        losses.add("mesh", mesh, "in no file, so referred to in the folder 'meshes'", "save it there as OBJ");
        return "meshes/" + mesh.name + ".obj";
    }

    private void writeColor(double[] rgba) {
        xml.open("color").attribute("rgba", Numbers.text(rgba)).close();
    }

    void write(Body body, String name) {
        xml.open("link").attribute("name", name);
        writeInertial(body);
        for (Geom geom : body.geoms) {
            if (isVisual(geom)) {
                writeGeom("visual", geom, !collides(geom));
            }
        }
        for (Geom geom : body.geoms) {
            if (collides(geom)) {
                writeGeom("collision", geom, true);
            }
        }
        writeFriction(body);
        xml.close();
        losses.addAttributes("body", body, Body.SCHEMA, BODY_WRITTEN);
    }

    private static boolean collides(Geom geom) {
        return (geom.contype | geom.conaffinity) != 0;
    }

    private static boolean isVisual(Geom geom) {
        return !collides(geom) || geom.group < GeomRoles.COLLISION_GROUP;
    }

    private void writeInertial(Body body) {
        Inertial inertial = body.inertial != null && keepsInertials ? body.inertial : compiled(body);
        if (inertial == null || body == scene.world) {
            return;
        }
        xml.open("inertial");
        RobotWriter.writeOrigin(xml, new Pose(inertial.pos(), inertial.quat()));
        xml.open("mass").attribute("value", Numbers.text(inertial.mass())).close();
        Sym3 i = inertial.inertia();
        xml.open("inertia").attribute("ixx", Numbers.text(i.xx())).attribute("ixy", Numbers.text(i.xy()))
                .attribute("ixz", Numbers.text(i.xz())).attribute("iyy", Numbers.text(i.yy()))
                .attribute("iyz", Numbers.text(i.yz())).attribute("izz", Numbers.text(i.zz())).close();
        xml.close();
    }

    /// Null for a body without mass.
    private @Nullable Inertial compiled(Body body) {
        int id = bodyIds.getOrDefault(body, 0);
        double mass = model.bodies().mass().get(id);
        return mass == 0 ? null
                : new Inertial(model.bodies().ipos().vec3(id), model.bodies().iquat().quat(id), mass,
                        Sym3.diagonal(model.bodies().inertia().vec3(id)));
    }

    /// Bullet's `contact` holds one friction for all collisions of a link.
    private void writeFriction(Body body) {
        List<Double> frictions = body.geoms.stream().filter(LinkWriter::collides).map(g -> g.friction[0]).distinct()
                .toList();
        if (frictions.size() > 1) {
            losses.add("body", body, "geoms of different friction, of which none is written", "");
        } else if (frictions.size() == 1 && frictions.getFirst() != 1) {
            xml.open("contact").open("lateral_friction").attribute("value", Numbers.text(frictions.getFirst())).close()
                    .close();
        }
    }

    private void writeGeom(String role, Geom geom, boolean named) {
        int id = geomIds.getOrDefault(geom, -1);
        GeomType type = id < 0 ? geom.type : GeomType.values()[model.geoms().type().get(id)];
        if (type == GeomType.HFIELD || type == GeomType.SDF) {
            losses.add("geom", geom, "left out", "URDF knows no height fields and no signed distance fields");
            return;
        }
        if (id < 0 && type != GeomType.MESH) {
            losses.add("geom", geom, "left out, since it is fitted to a mesh that was not found", "find the mesh");
            return;
        }
        xml.open(role);
        if (named && geom.name != null) {
            xml.attribute("name", geom.name);
        }
        MeshAsset mesh = type == GeomType.MESH ? meshes.get(String.valueOf(geom.mesh)) : null;
        Pose pose = pose(geom, mesh, id);
        RobotWriter.writeOrigin(xml, type == GeomType.PLANE ? pose.times(BELOW_PLANE) : pose);
        xml.open("geometry");
        if (mesh != null) {
            writeMesh(mesh);
        } else {
            writeShape(geom, type, model.geoms().size().vec3(id));
        }
        xml.close();
        if (role.equals("visual")) {
            writeLook(geom);
        }
        xml.close();
        reportLosses(geom, role);
    }

    private Pose pose(Geom geom, @Nullable MeshAsset mesh, int id) {
        if (mesh != null) {
            // the reference pose is taken out of the vertices
            return geom.pose().times(new Pose(mesh.refPos, mesh.refQuat.normalized()).inverse());
        }
        Quat quat = model.geoms().quat().quat(id);
        return new Pose(model.geoms().pos().vec3(id), quat);
    }

    private void writeMesh(MeshAsset mesh) {
        xml.open("mesh").attribute("filename", file(mesh));
        Vec3 scale = Vec3.of(mesh.scale, 0);
        if (!scale.equals(Vec3.ONE)) {
            xml.attribute("scale", Numbers.text(mesh.scale));
        }
        xml.close();
        losses.addAttributes("mesh", mesh, MeshAsset.SCHEMA, MESH_WRITTEN);
    }

    private void writeShape(Geom geom, GeomType type, Vec3 size) {
        switch (type) {
            case BOX -> xml.open("box").attribute("size", Numbers.text(size.times(2).toArray()));
            case SPHERE -> xml.open("sphere").attribute("radius", Numbers.text(size.x()));
            case CYLINDER -> writeRound("cylinder", size);
            case CAPSULE -> {
                writeRound("capsule", size);
                losses.add("geom", geom, "a 'capsule', which MuJoCo, Bullet and Drake read, but not ROS", "");
            }
            case ELLIPSOID -> {
                xml.open("ellipsoid").attribute("a", Numbers.text(size.x())).attribute("b", Numbers.text(size.y()))
                        .attribute("c", Numbers.text(size.z()));
                losses.add("geom", geom, "an 'ellipsoid', which no other program reads", "use a mesh");
            }
            default -> writePlane(geom, size);
        }
        xml.close();
    }

    /// As a box, which all programs read.
    private void writePlane(Geom geom, Vec3 size) {
        double x = size.x() > 0 ? size.x() : PLANE_HALF_SIZE;
        double y = size.y() > 0 ? size.y() : PLANE_HALF_SIZE;
        String edges = Numbers.text(2 * x, 2 * y, PLANE_DEPTH);
        xml.open("box").attribute("size", edges);
        losses.add("geom", geom, "a plane, written as a box of " + edges + " m below it", "");
    }

    private void writeRound(String tag, Vec3 size) {
        xml.open(tag).attribute("radius", Numbers.text(size.x())).attribute("length", Numbers.text(2 * size.y()));
    }

    /// A material of the robot, or a colour of its own where the geom has another.
    private void writeLook(Geom geom) {
        Material material = geom.material == null ? null : scene.material(geom.material);
        boolean own = !Arrays.equals(geom.rgba, GREY)
                && (material == null || !Arrays.equals(geom.rgba, material.rgba));
        if (own) {
            xml.open("material").attribute("name", "");
            writeColor(geom.rgba);
            xml.close();
        } else if (material != null) {
            xml.open("material").attribute("name", String.valueOf(material.name)).close();
        }
    }

    private void reportLosses(Geom geom, String role) {
        if (role.equals("visual")) {
            return;
        }
        losses.addAttributes("geom", geom, Geom.SCHEMA, GEOM_WRITTEN);
        if (geom.contype != 1 || geom.conaffinity != 1) {
            losses.add("geom", geom, "the masks of what it collides with are not written", "use an SRDF file");
        }
        double[] friction = new Geom().friction;
        if (geom.friction[1] != friction[1] || geom.friction[2] != friction[2]) {
            losses.add("geom", geom, "only the sliding friction is written", "");
        }
    }
}

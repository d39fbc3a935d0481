package org.isthmus.model.linkage;

import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `geometry`, in which URDF and SDF name the same shapes.
public final class GeometryReader {
    private static final List<String> SHAPES = List.of("box", "sphere", "cylinder", "capsule", "ellipsoid", "plane",
            "mesh");

    private final XmlFields fields;
    private final Diagnostics diagnostics;
    private final Shapes shapes;

    public GeometryReader(XmlFields fields, Diagnostics diagnostics) {
        this.fields = fields;
        this.diagnostics = diagnostics;
        this.shapes = new Shapes(diagnostics);
    }

    /// Finds what a `mesh` refers to; null after a diagnostic.
    @FunctionalInterface
    public interface MeshFinder {
        @Nullable
        MeshAsset find(XmlElement mesh, Vec3 scale);
    }

    /// The first known shape in the `geometry` of a `visual` or `collision`, at the origin; null after a diagnostic, and
    /// where it is `empty`.
    public @Nullable Geom read(XmlElement parent, MeshFinder meshes) {
        XmlElement geometry = parent.child("geometry");
        if (geometry == null) {
            diagnostics.error(parent.location(), "'" + parent.name() + "' has no 'geometry'", "one", "");
            return null;
        }
        for (XmlElement shape : geometry.children()) {
            String name = shape.name().startsWith("drake:") ? shape.name().substring("drake:".length()) : shape.name();
            if (SHAPES.contains(name)) {
                return shape(name, shape, meshes);
            }
            if (name.equals("empty")) {
                return null;
            }
        }
        List<XmlElement> children = geometry.children(); // those unknown are reported by the grammar
        diagnostics.error(geometry.location(), "'geometry' has no shape that is known",
                "one of " + String.join(", ", SHAPES),
                children.isEmpty() ? "" : Nearest.remedy(children.getFirst().name(), SHAPES));
        return null;
    }

    private @Nullable Geom shape(String name, XmlElement shape, MeshFinder meshes) {
        SourceLocation at = shape.location();
        return switch (name) {
            case "box" -> shapes.box(fields.requiredNumbers(shape, "size", 3), at);
            case "sphere" -> shapes.sphere(fields.requiredNumbers(shape, "radius", 1), at);
            case "cylinder" -> round(GeomType.CYLINDER, shape);
            case "capsule" -> round(GeomType.CAPSULE, shape);
            case "ellipsoid" -> shapes.ellipsoid(fields.radii(shape), at);
            case "plane" -> plane(shape);
            default -> mesh(shape, meshes);
        };
    }

    private @Nullable Geom round(GeomType type, XmlElement shape) {
        return shapes.round(type, fields.requiredNumbers(shape, "radius", 1),
                fields.requiredNumbers(shape, "length", 1), shape.location());
    }

    /// SDF says how much of it is drawn.
    private @Nullable Geom plane(XmlElement shape) {
        Geom plane = shapes.plane(fields.vector(shape, "normal", Vec3.Z), shape.location());
        double[] size = fields.numbers(shape, "size", 2);
        if (plane != null && size != null && size[0] > 0 && size[1] > 0) {
            plane.size[0] = size[0] / 2;
            plane.size[1] = size[1] / 2;
        }
        return plane;
    }

    private @Nullable Geom mesh(XmlElement mesh, MeshFinder meshes) {
        Vec3 scale = fields.vector(mesh, "scale", Vec3.ONE);
        if (scale.x() == 0 || scale.y() == 0 || scale.z() == 0) {
            diagnostics.error(mesh.locationOf("scale"), "a mesh is scaled by 0", "factors other than 0", "");
            return null;
        }
        MeshAsset asset = meshes.find(mesh, scale);
        return asset == null ? null : Shapes.mesh(asset);
    }
}

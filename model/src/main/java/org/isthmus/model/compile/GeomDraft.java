package org.isthmus.model.compile;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// A geom while its scene is compiled; pose and size are the element's.
final class GeomDraft extends Draft<Geom> {
    BodyDraft body;
    @Nullable
    MeshDraft mesh;
    @Nullable
    HeightFieldDraft heightField;
    @Nullable
    MaterialDraft material;

    /// kg; 0 where it does not count for its body.
    double mass;
    /// Principal moments along the geom's axes, kg·m².
    Vec3 inertia = Vec3.ZERO;
    /// In the geom's frame, m.
    Aabb bounds = Aabb.EMPTY;
    /// Radius of the bounding sphere, m; 0: unbounded.
    double boundingRadius;
    /// [12] fluid interaction, as in MuJoCo
    double[] fluid = new double[12];
    /// Neither collides nor is needed by anything else.
    boolean visual;

    GeomDraft(Geom geom, BodyDraft body) {
        super(ObjectType.GEOM, geom);
        this.body = body;
        visual = geom.contype == 0 && geom.conaffinity == 0;
    }

    /// Whether its shape is the mesh itself, not a primitive fitted to it.
    boolean isMesh() {
        return element.type == GeomType.MESH || element.type == GeomType.SDF;
    }
}

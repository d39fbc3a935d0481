package org.isthmus.model.compile;

import static org.isthmus.model.compile.Columns.flags;
import static org.isthmus.model.compile.Columns.floats;
import static org.isthmus.model.compile.Columns.ints;
import static org.isthmus.model.compile.Columns.numbers;
import static org.isthmus.model.compile.Columns.ordinals;
import static org.isthmus.model.compile.Columns.quats;
import static org.isthmus.model.compile.Columns.rest;
import static org.isthmus.model.compile.Columns.vectors;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.model.compiled.BodyTable;
import org.isthmus.model.compiled.CameraTable;
import org.isthmus.model.compiled.DofTable;
import org.isthmus.model.compiled.GeomTable;
import org.isthmus.model.compiled.JointTable;
import org.isthmus.model.compiled.LightTable;
import org.isthmus.model.compiled.Sizes;
import org.isthmus.model.compiled.SiteTable;

/// The tables of what is in the tree of bodies, column by column.
final class BodyTables {
    private final Compilation c;
    private final Sizes sizes;

    BodyTables(Compilation c, Sizes sizes) {
        this.c = c;
        this.sizes = sizes;
    }

    BodyTable bodies() {
        List<BodyDraft> list = c.bodies.list;
        return new BodyTable(
                ints(list, b -> b.parent == null ? 0 : b.parent.id),
                ints(list, b -> b.root().id),
                ints(list, b -> b.weld().id),
                ints(list, b -> b.mocapId),
                ints(list, b -> b.joints.size()),
                ints(list, b -> b.joints.isEmpty() ? -1 : b.joints.get(0).id),
                ints(list, BodyDraft::dofCount),
                ints(list, b -> b.joints.isEmpty() ? -1 : b.joints.get(0).dofAdr),
                ints(list, b -> b.treeId),
                ints(list, b -> b.geoms.size()),
                ints(list, b -> b.geoms.isEmpty() ? -1 : b.geoms.get(0).id),
                vectors(list, b -> b.element.pos),
                quats(list, b -> b.element.quat),
                vectors(list, b -> b.ipos),
                quats(list, b -> b.iquat),
                numbers(list, b -> b.mass),
                numbers(list, b -> b.subtreeMass),
                vectors(list, b -> b.inertia),
                numbers(list, 2, b -> b.invWeight0),
                numbers(list, b -> b.element.gravcomp),
                numbers(list, b -> b.margin),
                ints(list, b -> b.contype),
                ints(list, b -> b.conaffinity),
                numbers(list, sizes.nuserBody(), b -> b.element.user));
    }

    JointTable joints() {
        List<JointDraft> list = c.joints.list;
        return new JointTable(
                ordinals(list, j -> j.element.type),
                ints(list, j -> j.qposAdr),
                ints(list, j -> j.dofAdr),
                ints(list, j -> j.body.id),
                ints(list, j -> j.element.group),
                flags(list, j -> j.limited),
                flags(list, j -> j.actuatorForceLimited),
                flags(list, j -> j.element.actuatorGravcomp),
                numbers(list, 2, j -> j.element.solrefLimit),
                numbers(list, 5, j -> j.element.solimpLimit),
                vectors(list, j -> j.element.pos),
                vectors(list, j -> j.element.axis),
                numbers(list, j -> j.element.stiffness[0]),
                rest(list, 1, 2, j -> j.element.stiffness),
                numbers(list, 2, j -> j.element.range),
                numbers(list, 2, j -> j.element.actuatorForceRange),
                numbers(list, j -> j.element.margin),
                numbers(list, sizes.nuserJnt(), j -> j.element.user));
    }

    /// One degree of freedom.
    private record Dof(JointDraft joint, int index, int parent) {}

    private List<Dof> dofList() {
        List<Dof> dofs = new ArrayList<>();
        int[] last = new int[c.bodies.list.size()];
        for (BodyDraft body : c.bodies.list) {
            last[body.id] = body.parent == null ? -1 : last[body.parent.id];
            for (JointDraft joint : body.joints) {
                for (int i = 0; i < joint.element.type.dofCount(); i++) {
                    dofs.add(new Dof(joint, i, last[body.id]));
                    last[body.id] = dofs.size() - 1;
                }
            }
        }
        return dofs;
    }

    DofTable dofs() {
        List<Dof> list = dofList();
        return new DofTable(
                ints(list, d -> d.joint.body.id),
                ints(list, d -> d.joint.id),
                ints(list, Dof::parent),
                ints(list, d -> d.joint.body.treeId),
                numbers(list, 2, d -> d.joint.element.solrefFriction),
                numbers(list, 5, d -> d.joint.element.solimpFriction),
                numbers(list, d -> d.joint.element.frictionLoss),
                numbers(list, d -> d.joint.element.armature),
                numbers(list, d -> d.joint.element.damping[0]),
                rest(list, 1, 2, d -> d.joint.element.damping),
                numbers(list, d -> d.joint.invWeight0[d.index]),
                numbers(list, d -> d.joint.m0[d.index]));
    }

    GeomTable geoms() {
        List<GeomDraft> list = c.geoms.list;
        return new GeomTable(
                ordinals(list, g -> g.element.type),
                ints(list, g -> g.element.contype),
                ints(list, g -> g.element.conaffinity),
                ints(list, g -> g.element.condim),
                ints(list, g -> g.body.id),
                ints(list, g -> g.heightField != null ? g.heightField.id : Draft.idOf(g.mesh)),
                ints(list, g -> Draft.idOf(g.material)),
                ints(list, g -> g.element.group),
                ints(list, g -> g.element.priority),
                numbers(list, g -> g.element.solmix),
                numbers(list, 2, g -> g.element.solref),
                numbers(list, 5, g -> g.element.solimp),
                numbers(list, 3, g -> g.element.size),
                numbers(list, 6, BodyTables::box),
                numbers(list, g -> g.boundingRadius),
                vectors(list, g -> g.element.pos),
                quats(list, g -> g.element.quat),
                numbers(list, 3, g -> g.element.friction),
                numbers(list, g -> g.element.margin),
                numbers(list, g -> g.element.gap),
                numbers(list, 6, g -> g.element.surfaceVelocity),
                numbers(list, g -> g.element.adhesion),
                numbers(list, 12, g -> g.fluid),
                numbers(list, sizes.nuserGeom(), g -> g.element.user),
                floats(list, 4, g -> g.element.rgba));
    }

    private static double[] box(GeomDraft geom) {
        double[] box = new double[6];
        geom.bounds.center().into(box, 0);
        geom.bounds.halfSize().into(box, 3);
        return box;
    }

    SiteTable sites() {
        List<SiteDraft> list = c.sites.list;
        return new SiteTable(
                ordinals(list, s -> s.element.type),
                ints(list, s -> s.body.id),
                ints(list, s -> Draft.idOf(s.mesh)),
                ints(list, s -> Draft.idOf(s.material)),
                ints(list, s -> s.element.group),
                numbers(list, 3, s -> s.element.size),
                vectors(list, s -> s.element.pos),
                quats(list, s -> s.element.quat),
                numbers(list, sizes.nuserSite(), s -> s.element.user),
                floats(list, 4, s -> s.element.rgba));
    }

    CameraTable cameras() {
        List<CameraDraft> list = c.cameras.list;
        return new CameraTable(
                ordinals(list, v -> v.element.mode),
                ints(list, v -> v.body.id),
                ints(list, v -> Draft.idOf(v.target)),
                vectors(list, v -> v.element.pos),
                quats(list, v -> v.element.quat),
                vectors(list, v -> v.posCom0),
                vectors(list, v -> v.pos0),
                numbers(list, 9, v -> matrix(v)),
                ordinals(list, v -> v.element.projection),
                numbers(list, v -> v.element.fovy),
                numbers(list, v -> v.element.ipd),
                ints(list, 2, v -> new int[]{(int) v.element.resolution[0], (int) v.element.resolution[1]}),
                ints(list, v -> v.output),
                floats(list, 2, v -> v.element.sensorSize),
                floats(list, 4, v -> new double[]{v.intrinsic[0], v.intrinsic[1], v.intrinsic[2], v.intrinsic[3]}),
                numbers(list, sizes.nuserCam(), v -> v.element.user));
    }

    private static double[] matrix(CameraDraft camera) {
        double[] matrix = new double[9];
        camera.mat0.into(matrix, 0);
        return matrix;
    }

    LightTable lights() {
        List<LightDraft> list = c.lights.list;
        return new LightTable(
                ordinals(list, l -> l.element.mode),
                ints(list, l -> l.body.id),
                ints(list, l -> Draft.idOf(l.target)),
                ordinals(list, l -> l.element.type),
                ints(list, l -> Draft.idOf(l.texture)),
                flags(list, l -> l.element.castShadow),
                floats(list, l -> l.element.bulbRadius),
                floats(list, l -> l.element.intensity),
                floats(list, l -> l.element.range),
                flags(list, l -> l.element.active),
                vectors(list, l -> l.element.pos),
                vectors(list, l -> l.element.dir),
                vectors(list, l -> l.posCom0),
                vectors(list, l -> l.pos0),
                vectors(list, l -> l.dir0),
                floats(list, 3, l -> l.element.attenuation),
                floats(list, l -> l.element.cutoffDeg),
                floats(list, l -> l.element.softness),
                floats(list, l -> l.element.exponent),
                floats(list, 3, l -> l.element.ambient),
                floats(list, 3, l -> l.element.diffuse),
                floats(list, 3, l -> l.element.specular));
    }
}

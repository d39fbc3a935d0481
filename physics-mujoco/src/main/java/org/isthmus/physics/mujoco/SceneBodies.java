package org.isthmus.physics.mujoco;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.isthmus.core.array.FloatArray;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.BodyTable;
import org.isthmus.model.compiled.CameraTable;
import org.isthmus.model.compiled.DofTable;
import org.isthmus.model.compiled.GeomTable;
import org.isthmus.model.compiled.JointTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.SiteTable;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.CameraMode;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Limited;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Projection;
import org.isthmus.model.scene.Site;
import org.isthmus.physics.Parameter;

/// The tree of bodies of a model as a scene's.
final class SceneBodies {
    /// By how much frames are moved apart, m and rad: more than MuJoCo's compiler takes for the same (1e-6). The exact numbers are put
    /// into what it made.
    private static final double APART = 4e-6;

    private final ModelScene owner;
    private final Model model;
    private final boolean isComApart;
    private final boolean isGeomApart;
    private final List<Body> bodies = new ArrayList<>();

    SceneBodies(ModelScene owner, Set<Parameter> varied) {
        this.owner = owner;
        model = owner.model;
        isComApart = areComsApart(varied);
        isGeomApart = areGeomsApart(varied);
    }

    /// Whether centres of mass must not coincide with frames of bodies, for which MuJoCo takes numbers of its compiler's: the place, and the
    /// diagonal of the mass matrix.
    static boolean areComsApart(Set<Parameter> varied) {
        return varied.contains(Parameter.BODY_COM) || varied.contains(Parameter.BODY_MASS)
                || varied.contains(Parameter.BODY_INERTIA) || varied.contains(Parameter.DOF_ARMATURE);
    }

    /// Whether frames of geoms must not coincide with those of bodies.
    static boolean areGeomsApart(Set<Parameter> varied) {
        return varied.contains(Parameter.GEOM_POS) || varied.contains(Parameter.GEOM_QUAT);
    }

    void add() {
        bodies.add(owner.scene.world);
        for (int b = 1; b < model.sizes().nbody(); b++) {
            Body body = body(b);
            bodies.get(model.bodies().parentId().get(b)).children.add(body);
            bodies.add(body);
        }
        for (int j = 0; j < model.sizes().njnt(); j++) {
            bodies.get(model.joints().bodyId().get(j)).joints.add(joint(j));
        }
        for (int g = 0; g < model.sizes().ngeom(); g++) {
            bodies.get(model.geoms().bodyId().get(g)).geoms.add(geom(g));
        }
        for (int s = 0; s < model.sizes().nsite(); s++) {
            bodies.get(model.sites().bodyId().get(s)).sites.add(site(s));
        }
        for (int c = 0; c < model.sizes().ncam(); c++) {
            bodies.get(model.cameras().bodyId().get(c)).cameras.add(camera(c));
        }
    }

    private Body body(int b) {
        BodyTable table = model.bodies();
        Body body = new Body(owner.name(ObjectType.BODY, b));
        body.pos = table.pos().vec3(b);
        body.quat = table.quat().quat(b);
        body.mocap = table.mocapId().get(b) >= 0;
        body.gravcomp = table.gravcomp().get(b);
        if (table.mass().get(b) > 0) {
            Vec3 com = table.ipos().vec3(b);
            Vec3 moments = table.inertia().vec3(b);
            body.inertial = new Inertial(isComApart ? com.plus(new Vec3(APART, 2 * APART, 3 * APART)) : com,
                    table.iquat().quat(b), table.mass().get(b),
                    new Sym3(moments.x(), moments.y(), moments.z(), 0, 0, 0));
        }
        body.user = ModelScene.user(table.user(), b, model.sizes().nuserBody());
        return body;
    }

    private Joint joint(int j) {
        JointTable table = model.joints();
        Joint joint = new Joint();
        joint.name = owner.name(ObjectType.JOINT, j);
        joint.type = JointType.values()[table.type().get(j)];
        joint.pos = table.pos().vec3(j);
        joint.axis = table.axis().vec3(j);
        if (joint.type == JointType.HINGE || joint.type == JointType.SLIDE) {
            joint.ref = model.qpos0().get(table.qposAdr().get(j));
            joint.springRef = model.qposSpring().get(table.qposAdr().get(j));
        }
        ModelScene.copy(table.stiffness(), table.stiffnessPoly(), j, joint.stiffness);
        ModelScene.copy(table.range(), j, joint.range);
        joint.limited = limited(table.limited().get(j), joint.range);
        joint.margin = table.margin().get(j);
        ModelScene.copy(table.solref(), j, joint.solrefLimit);
        ModelScene.copy(table.solimp(), j, joint.solimpLimit);
        ModelScene.copy(table.actFrcRange(), j, joint.actuatorForceRange);
        joint.actuatorForceLimited = limited(table.actFrcLimited().get(j), joint.actuatorForceRange);
        joint.actuatorGravcomp = table.actGravComp().get(j) == 1;
        addDof(joint, table.dofAdr().get(j));
        joint.user = ModelScene.user(table.user(), j, model.sizes().nuserJnt());
        return joint;
    }

    /// All degrees of freedom of a joint are alike.
    private void addDof(Joint joint, int d) {
        DofTable dofs = model.dofs();
        ModelScene.copy(dofs.damping(), dofs.dampingPoly(), d, joint.damping);
        joint.armature = dofs.armature().get(d);
        joint.frictionLoss = dofs.frictionLoss().get(d);
        ModelScene.copy(dofs.solref(), d, joint.solrefFriction);
        ModelScene.copy(dofs.solimp(), d, joint.solimpFriction);
    }

    /// Whether a range holds, said only where the range does not say so itself, since older versions lack some of these words.
    ///
    /// @param range [2]
    static Limited limited(int flag, double[] range) {
        boolean isGiven = range[0] != 0 || range[1] != 0;
        return isGiven == (flag == 1) ? Limited.AUTO : flag == 1 ? Limited.TRUE : Limited.FALSE;
    }

    private Geom geom(int g) {
        GeomTable table = model.geoms();
        Geom geom = new Geom();
        geom.name = owner.name(ObjectType.GEOM, g);
        geom.type = GeomType.values()[table.type().get(g)];
        geom.setPose(new Pose(table.pos().vec3(g), table.quat().quat(g)));
        switch (geom.type) {
            case MESH, SDF -> setMesh(geom, table.dataId().get(g));
            case HFIELD -> geom.hfield = owner.name(ObjectType.HFIELD, table.dataId().get(g));
            default -> ModelScene.copy(table.size(), g, geom.size);
        }
        if (isGeomApart) {
            geom.pos = geom.pos.plus(new Vec3(-APART, APART, -APART));
            geom.quat = geom.quat.times(new Quat(1, APART, APART, APART)).normalized();
        }
        geom.contype = table.contype().get(g);
        geom.conaffinity = table.conaffinity().get(g);
        geom.condim = table.condim().get(g);
        geom.priority = table.priority().get(g);
        geom.group = table.group().get(g);
        addContactLaw(geom, g);
        geom.fluidEllipsoid = table.fluid().get(12 * g) > 0;
        if (geom.fluidEllipsoid) {
            table.fluid().copyTo(12 * g + 1, geom.fluidCoef, 0, geom.fluidCoef.length);
        }
        geom.rgba[3] = opacity(table.matId().get(g), table.rgba(), g);
        geom.user = ModelScene.user(table.user(), g, model.sizes().nuserGeom());
        return geom;
    }

    /// Rays pass what cannot be seen.
    private double opacity(int material, FloatArray rgba, int row) {
        return material < 0 ? rgba.get(4 * row + 3) : model.materials().rgba().get(4 * material + 3);
    }

    private void addContactLaw(Geom geom, int g) {
        GeomTable table = model.geoms();
        ModelScene.copy(table.friction(), g, geom.friction);
        geom.solmix = table.solmix().get(g);
        ModelScene.copy(table.solref(), g, geom.solref);
        ModelScene.copy(table.solimp(), g, geom.solimp);
        geom.margin = table.margin().get(g);
        geom.gap = table.gap().get(g);
        ModelScene.copy(table.surfaceVel(), g, geom.surfaceVelocity);
        geom.adhesion = table.adhesion().get(g);
    }

    /// The compiler puts the mesh's inertial frame where the geom's frame was.
    private void setMesh(Geom geom, int mesh) {
        geom.type = GeomType.MESH;
        geom.mesh = owner.name(ObjectType.MESH, mesh);
        geom.setPose(geom.pose().times(ModelScene.frame(model.meshes().get(mesh)).inverse()));
    }

    private Site site(int s) {
        SiteTable table = model.sites();
        Site site = new Site();
        site.name = owner.name(ObjectType.SITE, s);
        site.type = GeomType.values()[table.type().get(s)];
        site.setPose(new Pose(table.pos().vec3(s), table.quat().quat(s)));
        if (site.type == GeomType.MESH) {
            int mesh = table.dataId().get(s);
            site.mesh = owner.name(ObjectType.MESH, mesh);
            site.setPose(site.pose().times(ModelScene.frame(model.meshes().get(mesh)).inverse()));
        } else {
            ModelScene.copy(table.size(), s, site.size);
        }
        site.user = ModelScene.user(table.user(), s, model.sizes().nuserSite());
        return site;
    }

    private Camera camera(int c) {
        CameraTable table = model.cameras();
        Camera camera = new Camera();
        camera.name = owner.name(ObjectType.CAMERA, c);
        camera.mode = CameraMode.values()[table.mode().get(c)];
        int target = table.targetBodyId().get(c);
        camera.target = target < 0 ? null : owner.name(ObjectType.BODY, target);
        camera.setPose(new Pose(table.pos().vec3(c), table.quat().quat(c)));
        camera.projection = Projection.values()[table.projection().get(c)];
        camera.fovy = table.fovy().get(c);
        camera.resolution[0] = table.resolution().get(2 * c);
        camera.resolution[1] = table.resolution().get(2 * c + 1);
        if (table.sensorSize().get(2 * c) > 0) {
            for (int i = 0; i < 2; i++) {
                camera.sensorSize[i] = table.sensorSize().get(2 * c + i);
                camera.focalLength[i] = table.intrinsic().get(4 * c + i);
                camera.principalLength[i] = table.intrinsic().get(4 * c + 2 + i);
            }
        }
        return camera;
    }
}

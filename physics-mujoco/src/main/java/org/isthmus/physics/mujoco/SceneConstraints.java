package org.isthmus.physics.mujoco;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.EqualityTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.TendonTable;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Tendon;

/// Tendons and equalities of a model as a scene's.
final class SceneConstraints {
    /// Of a wrap (`mjtWrap`).
    private static final int JOINT = 1;
    private static final int PULLEY = 2;
    private static final int SITE = 3;
    /// Of the data of a weld: where its relative pose and its scale are.
    private static final int RELATIVE_POSE = 3;
    private static final int TORQUE_SCALE = 10;
    private static final int DATA = 11;

    private final ModelScene owner;
    private final Model model;

    SceneConstraints(ModelScene owner) {
        this.owner = owner;
        model = owner.model;
    }

    void add() {
        for (int t = 0; t < model.sizes().ntendon(); t++) {
            owner.scene.tendons.add(tendon(t));
        }
        for (int e = 0; e < model.sizes().neq(); e++) {
            owner.scene.equalities.add(equality(e));
        }
    }

    private Tendon tendon(int t) {
        TendonTable table = model.tendons();
        Tendon tendon = new Tendon();
        tendon.name = owner.name(ObjectType.TENDON, t);
        int first = table.adr().get(t);
        tendon.spatial = model.wraps().type().get(first) != JOINT;
        for (int w = first; w < first + table.num().get(t); w++) {
            tendon.path.add(wrap(w));
        }
        ModelScene.copy(table.range(), t, tendon.range);
        tendon.limited = SceneBodies.limited(table.limited().get(t), tendon.range);
        ModelScene.copy(table.actFrcRange(), t, tendon.actuatorForceRange);
        tendon.actuatorForceLimited = SceneBodies.limited(table.actFrcLimited().get(t), tendon.actuatorForceRange);
        tendon.margin = table.margin().get(t);
        ModelScene.copy(table.solrefLim(), t, tendon.solrefLimit);
        ModelScene.copy(table.solimpLim(), t, tendon.solimpLimit);
        ModelScene.copy(table.solrefFri(), t, tendon.solrefFriction);
        ModelScene.copy(table.solimpFri(), t, tendon.solimpFriction);
        tendon.frictionLoss = table.frictionLoss().get(t);
        ModelScene.copy(table.lengthSpring(), t, tendon.springLength);
        ModelScene.copy(table.stiffness(), table.stiffnessPoly(), t, tendon.stiffness);
        ModelScene.copy(table.damping(), table.dampingPoly(), t, tendon.damping);
        tendon.armature = table.armature().get(t);
        tendon.user = ModelScene.user(table.user(), t, model.sizes().nuserTendon());
        return tendon;
    }

    private Tendon.Wrap wrap(int w) {
        int id = model.wraps().objId().get(w);
        double number = model.wraps().prm().get(w);
        return switch (model.wraps().type().get(w)) {
            case JOINT -> new Tendon.Wrap.OfJoint(owner.name(ObjectType.JOINT, id), number);
            case PULLEY -> new Tendon.Wrap.Pulley(number);
            case SITE -> new Tendon.Wrap.ThroughSite(owner.name(ObjectType.SITE, id));
            default -> new Tendon.Wrap.AroundGeom(owner.name(ObjectType.GEOM, id),
                    number < 0 ? null : owner.name(ObjectType.SITE, (int) number));
        };
    }

    private Equality equality(int e) {
        EqualityTable table = model.equalities();
        EqualityType type = EqualityType.values()[table.type().get(e)];
        Equality equality = new Equality(type);
        equality.name = owner.name(ObjectType.EQUALITY, e);
        equality.active = table.active0().get(e) == 1;
        ModelScene.copy(table.solref(), e, equality.solref);
        ModelScene.copy(table.solimp(), e, equality.solimp);
        ObjectType kind = ObjectType.values()[table.objType().get(e)];
        String first = owner.name(kind, table.obj1Id().get(e));
        int secondId = table.obj2Id().get(e);
        String second = secondId < 0 ? null : owner.name(kind, secondId);
        if (kind == ObjectType.SITE) {
            equality.site1 = first;
            equality.site2 = second;
        } else {
            equality.first = first;
            equality.second = second;
        }
        double[] data = table.data().slice(DATA * e, DATA * (e + 1));
        switch (type) {
            case JOINT, TENDON -> System.arraycopy(data, 0, equality.polycoef, 0, equality.polycoef.length);
            case CONNECT -> equality.anchor = kind == ObjectType.SITE ? null : Vec3.of(data, 0);
            case WELD -> {
                equality.torqueScale = data[TORQUE_SCALE];
                if (kind != ObjectType.SITE) {
                    equality.anchor = Vec3.of(data, 0);
                    System.arraycopy(data, RELATIVE_POSE, equality.relativePose, 0, equality.relativePose.length);
                }
            }
        }
        return equality;
    }
}

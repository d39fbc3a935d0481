package org.isthmus.model.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.BodyTable;
import org.isthmus.model.compiled.GeomTable;
import org.isthmus.model.compiled.JointTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.SensorTable;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.SensorType;
import org.isthmus.model.scene.Transmission;

/// Reads a report off a model's tables.
final class ReportBuilder {
    private final Model model;

    ReportBuilder(Model model) {
        this.model = model;
    }

    ModelReport build(List<Diagnostic> problems) {
        List<ModelReport.Body> bodies = new ArrayList<>();
        for (int b = 0; b < model.sizes().nbody(); b++) {
            int parent = model.bodies().parentId().get(b);
            bodies.add(body(b, b == 0 ? 0 : bodies.get(parent).depth() + 1));
        }
        List<ModelReport.Actuator> actuators = new ArrayList<>();
        for (int a = 0; a < model.sizes().nu(); a++) {
            actuators.add(actuator(a));
        }
        List<ModelReport.Sensor> sensors = new ArrayList<>();
        for (int s = 0; s < model.sizes().nsensor(); s++) {
            sensors.add(sensor(s));
        }
        double mass = model.bodies().subtreeMass().get(0);
        return new ModelReport(model.name(), model.sizes(), mass, bodies, actuators, sensors,
                model.names().all(ObjectType.KEY), problems);
    }

    private String name(ObjectType type, int id) {
        return id < 0 ? "" : model.names().name(type, id);
    }

    private ModelReport.Body body(int b, int depth) {
        BodyTable t = model.bodies();
        return new ModelReport.Body(name(ObjectType.BODY, b), b == 0 ? "" : name(ObjectType.BODY, t.parentId().get(b)),
                depth, t.mass().get(b), t.ipos().vec3(b), t.inertia().vec3(b), t.pos().vec3(b), t.quat().quat(b),
                t.mocapId().get(b) >= 0, joints(b), geoms(b), of(b, ObjectType.SITE, model.sites().bodyId()),
                of(b, ObjectType.CAMERA, model.cameras().bodyId()));
    }

    private List<ModelReport.Joint> joints(int b) {
        JointTable t = model.joints();
        List<ModelReport.Joint> joints = new ArrayList<>();
        for (int i = 0; i < model.bodies().jntNum().get(b); i++) {
            int j = model.bodies().jntAdr().get(b) + i;
            joints.add(new ModelReport.Joint(name(ObjectType.JOINT, j), JointType.values()[t.type().get(j)],
                    t.axis().vec3(j), t.limited().get(j) != 0, t.range().get(2 * j), t.range().get(2 * j + 1)));
        }
        return joints;
    }

    private List<ModelReport.Geom> geoms(int b) {
        GeomTable t = model.geoms();
        List<ModelReport.Geom> geoms = new ArrayList<>();
        for (int i = 0; i < model.bodies().geomNum().get(b); i++) {
            int g = model.bodies().geomAdr().get(b) + i;
            GeomType type = GeomType.values()[t.type().get(g)];
            ObjectType data = type == GeomType.HFIELD ? ObjectType.HFIELD : ObjectType.MESH;
            geoms.add(new ModelReport.Geom(name(ObjectType.GEOM, g), type,
                    (t.contype().get(g) | t.conaffinity().get(g)) != 0, name(data, t.dataId().get(g))));
        }
        return geoms;
    }

    /// Names of the elements of a kind that are on a body.
    private List<String> of(int b, ObjectType type, IntArray bodyIds) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < bodyIds.length(); i++) {
            if (bodyIds.get(i) == b) {
                names.add(name(type, i));
            }
        }
        return names;
    }

    private ModelReport.Actuator actuator(int a) {
        ActuatorTable t = model.actuators();
        Transmission transmission = Transmission.values()[t.trnType().get(a)];
        String target = target(transmission.target(), t.trnId().get(2 * a));
        return new ModelReport.Actuator(name(ObjectType.ACTUATOR, a), kind(a), target,
                t.ctrlLimited().get(a) != 0, t.ctrlRange().get(2 * a), t.ctrlRange().get(2 * a + 1),
                t.forceLimited().get(a) != 0, t.forceRange().get(2 * a), t.forceRange().get(2 * a + 1));
    }

    /// MJCF's shortcut that the law of an actuator amounts to.
    private String kind(int a) {
        ActuatorTable t = model.actuators();
        GainType gain = GainType.values()[t.gainType().get(a)];
        BiasType bias = BiasType.values()[t.biasType().get(a)];
        double kp = t.gainPrm().get(10 * a);
        if (gain == GainType.MUSCLE) {
            return "muscle";
        }
        if (gain == GainType.FIXED && bias == BiasType.NONE) {
            return "motor";
        }
        if (gain == GainType.FIXED && bias == BiasType.AFFINE && t.biasPrm().get(10 * a) == 0) {
            if (t.biasPrm().get(10 * a + 1) == -kp) {
                return "position";
            }
            if (t.biasPrm().get(10 * a + 1) == 0 && t.biasPrm().get(10 * a + 2) == -kp) {
                return "velocity";
            }
        }
        return "general";
    }

    private ModelReport.Sensor sensor(int s) {
        SensorTable t = model.sensors();
        int kind = t.objType().get(s);
        String target = kind < 0 ? "" : target(ObjectType.values()[kind], t.objId().get(s));
        return new ModelReport.Sensor(name(ObjectType.SENSOR, s), SensorType.values()[t.type().get(s)], target);
    }

    private String target(ObjectType type, int id) {
        ObjectType named = type == ObjectType.XBODY ? ObjectType.BODY : type;
        return id < 0 ? "" : named.name().toLowerCase(Locale.ROOT) + " " + name(named, id);
    }
}

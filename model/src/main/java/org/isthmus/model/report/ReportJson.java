package org.isthmus.model.report;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.model.compiled.Sizes;

/// A report as JSON for programs: SI units and radians, members in a fixed order.
///
/// Members: `name`, `mass`, `sizes` (`nq nv nu nbody njnt ngeom nsensor nkey`), `bodies` (each with `name parent mass com inertia
/// pos quat joints geoms sites cameras`), `actuators`, `sensors`, `keyframes`, `problems` (each with `severity place found
/// expected remedy`). A range that does not hold is null.
public final class ReportJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ReportJson() {}

    /// The text, indented by two spaces, with a line feed at its end.
    public static String of(ModelReport report) {
        ObjectNode root = JSON.objectNode();
        root.put("name", report.name()).put("mass", report.mass());
        root.set("sizes", sizes(report.sizes()));
        ArrayNode bodies = root.putArray("bodies");
        report.bodies().forEach(body -> bodies.add(body(body)));
        ArrayNode actuators = root.putArray("actuators");
        report.actuators().forEach(actuator -> actuators.add(actuator(actuator)));
        ArrayNode sensors = root.putArray("sensors");
        report.sensors().forEach(s -> sensors.addObject().put("name", s.name()).put("type", s.type().keyword())
                .put("target", s.target()));
        root.set("keyframes", strings(report.keyframes()));
        ArrayNode problems = root.putArray("problems");
        report.problems().forEach(problem -> problems.add(problem(problem)));
        return root.toPrettyString() + "\n";
    }

    private static ObjectNode sizes(Sizes s) {
        return JSON.objectNode().put("nq", s.nq()).put("nv", s.nv()).put("nu", s.nu()).put("nbody", s.nbody())
                .put("njnt", s.njnt()).put("ngeom", s.ngeom()).put("nsensor", s.nsensor()).put("nkey", s.nkey());
    }

    private static ObjectNode body(ModelReport.Body b) {
        ObjectNode node = JSON.objectNode();
        node.put("name", b.name()).put("parent", b.parent()).put("mass", b.mass());
        node.set("com", numbers(b.com().toArray()));
        node.set("inertia", numbers(b.inertia().toArray()));
        node.set("pos", numbers(b.pos().toArray()));
        node.set("quat", numbers(b.quat().toArray()));
        ArrayNode joints = node.putArray("joints");
        b.joints().forEach(joint -> joints.add(joint(joint)));
        ArrayNode geoms = node.putArray("geoms");
        b.geoms().forEach(g -> geoms.addObject().put("name", g.name()).put("type", word(g.type()))
                .put("collides", g.collides()).put("mesh", g.mesh()));
        node.set("sites", strings(b.sites()));
        node.set("cameras", strings(b.cameras()));
        return node;
    }

    private static ObjectNode joint(ModelReport.Joint j) {
        ObjectNode node = JSON.objectNode().put("name", j.name()).put("type", word(j.type()));
        node.set("axis", numbers(j.axis().toArray()));
        setRange(node, "range", j.limited(), j.lower(), j.upper());
        return node;
    }

    private static ObjectNode actuator(ModelReport.Actuator a) {
        ObjectNode node = JSON.objectNode().put("name", a.name()).put("kind", a.kind()).put("target", a.target());
        setRange(node, "control", a.controlLimited(), a.controlLower(), a.controlUpper());
        setRange(node, "force", a.forceLimited(), a.forceLower(), a.forceUpper());
        return node;
    }

    private static ObjectNode problem(Diagnostic d) {
        return JSON.objectNode().put("severity", word(d.severity())).put("place", d.location().toString())
                .put("found", d.found()).put("expected", d.expected()).put("remedy", d.remedy());
    }

    private static void setRange(ObjectNode node, String name, boolean holds, double lower, double upper) {
        if (holds) {
            node.set(name, numbers(lower, upper));
        } else {
            node.putNull(name);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static ArrayNode numbers(double... values) {
        ArrayNode array = JSON.arrayNode();
        for (double value : values) {
            array.add(value);
        }
        return array;
    }

    private static ArrayNode strings(List<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }
}

package org.isthmus.pipeline.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A comparison as JSON, every sample of every engine.
public final class ComparisonJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ComparisonJson() {}

    public static String write(EngineComparison comparison) {
        ObjectNode out = MAPPER.createObjectNode().put("name", comparison.name()).put("period", comparison.period())
                .put("samples", comparison.samples());
        ArrayNode engines = out.putArray("engines");
        for (int t = 0; t < comparison.tracks().size(); t++) {
            add(engines.addObject(), comparison, t);
        }
        try {
            return MAPPER.writeValueAsString(out) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(ObjectNode out, EngineComparison comparison, int t) {
        EngineTrack track = comparison.tracks().get(t);
        out.put("engine", track.engine()).put("seconds", track.seconds()).put("diverged", track.isDiverged());
        ArrayNode parted = out.putArray("parted");
        for (double mark : EngineComparison.MARKS) {
            int at = comparison.partedAt(t, mark);
            ObjectNode one = parted.addObject().put("metres", mark);
            if (at < 0) {
                one.putNull("after");
            } else {
                one.put("after", comparison.time(at));
            }
        }
        ArrayNode apart = out.putArray("apart");
        ArrayNode farthest = out.putArray("farthest_body");
        ArrayNode force = out.putArray("contact_force");
        ArrayNode contacts = out.putArray("contacts");
        ArrayNode energy = out.putArray("energy");
        ArrayNode qpos = out.putArray("qpos");
        for (int s = 0; s < comparison.samples(); s++) {
            EngineComparison.Apart there = comparison.apart(t, s);
            apart.add(there.distance());
            farthest.add(comparison.bodyName(there.body()));
            force.add(track.contactForce(s));
            contacts.add(track.contacts(s));
            energy.add(track.energy(s));
            ArrayNode row = qpos.addArray();
            for (double value : track.qpos(s)) {
                row.add(value);
            }
        }
    }
}

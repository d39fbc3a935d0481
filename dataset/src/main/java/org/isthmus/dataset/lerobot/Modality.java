package org.isthmus.dataset.lerobot;

import java.util.List;

import org.isthmus.dataset.Channel;
import org.isthmus.dataset.lerobot.Features.Feature;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// `meta/modality.json` of Isaac GR00T: which part of which column is which state or action, by names that a training configuration uses.
///
/// Each column of numbers under `observation.` is a state of its last name; the action is one; videos have the names of their cameras; the frame's task
/// is what a person says.
final class Modality {
    private static final String OBSERVATION = "observation.";
    private static final String IMAGES = "observation.images.";

    private Modality() {}

    static ObjectNode of(List<Feature> features) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ObjectNode states = out.putObject("state");
        ObjectNode actions = out.putObject("action");
        ObjectNode videos = out.putObject("video");
        for (Feature feature : features) {
            if (feature.isVideo()) {
                videos.putObject(feature.key().replace(IMAGES, "")).put("original_key", feature.key());
            } else if (feature.channel().name().equals(Channel.ACTIONS)) {
                range(actions, "action", feature);
            } else if (feature.key().startsWith(OBSERVATION)) {
                range(states, feature.key().substring(OBSERVATION.length()).replace('.', '_'), feature);
            }
        }
        out.putObject("annotation").putObject("human.task_description").put("original_key", "task_index");
        return out;
    }

    private static void range(ObjectNode to, String name, Feature feature) {
        to.putObject(name).put("start", 0).put("end", feature.size()).put("original_key", feature.key());
    }
}

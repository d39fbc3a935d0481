package org.isthmus.task.declare;

import java.util.List;
import java.util.stream.Stream;

import org.isthmus.model.scene.Scene;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.signal.Place;
import org.jspecify.annotations.Nullable;

/// Short names for parts of a robot: `tool`, `arm`, `fingers`; all others are names of the scene.
///
/// @param station the arm, where the scene has one that is known
record Names(@Nullable ArmOnTable station) {
    /// `arm` and `fingers` stand for their joints.
    List<String> joints(YamlNode node) {
        return node.texts().stream().flatMap(this::joints).toList();
    }

    private Stream<String> joints(String name) {
        if (station == null) {
            return Stream.of(name);
        }
        return switch (name) {
            case "arm" -> station.armJoints().stream();
            case "fingers" -> station.fingers().stream();
            default -> Stream.of(name);
        };
    }

    /// `arm` and `fingers` stand for their servos.
    List<String> actuators(YamlNode node) {
        return node.texts().stream().flatMap(this::actuators).toList();
    }

    private Stream<String> actuators(String name) {
        if (station == null) {
            return Stream.of(name);
        }
        return switch (name) {
            case "arm" -> station.armServos().stream();
            case "fingers" -> Stream.of(station.fingerServo());
            default -> Stream.of(name);
        };
    }

    /// `tool` stands for the tool's site; another name is that of a body, or of a site where no body has it.
    Place place(YamlNode node, Scene scene) {
        String name = node.text();
        if (station != null && name.equals("tool")) {
            return Place.site(station.tool());
        }
        return scene.body(name) == null && scene.site(name) != null ? Place.site(name) : Place.body(name);
    }
}

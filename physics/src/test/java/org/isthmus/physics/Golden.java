package org.isthmus.physics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mjcf.MjcfReader;

/// MuJoCo's numbers for the models beside this class's resources; `make_golden.py` made them.
public final class Golden {
    private Golden() {}

    /// The models' names.
    public static List<String> names() {
        return List.of("arm", "arm-implicitfast", "contacts-elliptic", "contacts-pyramidal", "limits", "loose",
                "springs", "tendons", "wraps", "bonds", "actuators", "sensors", "fluid",
                "fluid-implicitfast", "surfaces-elliptic", "surfaces-pyramidal", "loose-implicit",
                "actuators-implicit", "actuators-rk4", "bonds-rk4", "delays");
    }

    public static Model model(String name) {
        Diagnostics diagnostics = new Diagnostics();
        String text = new String(bytes(name + ".xml"), StandardCharsets.UTF_8);
        return SceneCompiler.compile(MjcfReader.parse(text, diagnostics), diagnostics);
    }

    /// A random state with what MuJoCo computes in it.
    public interface State {
        /// A list of numbers by its name in the file.
        double[] get(String field);

        boolean has(String field);
    }

    public static List<State> states(String name) {
        List<State> states = new ArrayList<>();
        read(name).get("states").forEach(node -> states.add(new Recorded(node)));
        return states;
    }

    /// States with what depends on configuration, velocities and accelerations alone.
    public static List<State> queries(String name) {
        List<State> states = new ArrayList<>();
        read("dynamics").get(name).forEach(node -> states.add(new Recorded(node)));
        return states;
    }

    private record Recorded(JsonNode node) implements State {
        @Override
        public double[] get(String field) {
            return numbers(node, field);
        }

        @Override
        public boolean has(String field) {
            return node.has(field);
        }
    }

    /// Time steps between a state and its `…_after`.
    public static int steps(String name) {
        return read(name).get("steps").asInt();
    }

    private static double[] numbers(JsonNode state, String field) {
        JsonNode list = state.get(field);
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).asDouble();
        }
        return values;
    }

    private static JsonNode read(String name) {
        try {
            return new ObjectMapper().readTree(bytes(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

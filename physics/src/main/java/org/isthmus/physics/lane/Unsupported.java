package org.isthmus.physics.lane;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.SensorType;
import org.isthmus.model.scene.Transmission;
import org.isthmus.physics.sensor.SensorTrace;

/// Tells what of a model the lane engine leaves out or cannot do.
final class Unsupported {
    private final Model model;
    private final Diagnostics diagnostics;

    private Unsupported(Model model, Diagnostics diagnostics) {
        this.model = model;
        this.diagnostics = diagnostics;
    }

    static void report(Model model, Diagnostics diagnostics) {
        Unsupported check = new Unsupported(model, diagnostics);
        check.sensors();
        check.actuators();
        check.adhesion();
        check.options();
    }

    private void sensors() {
        Map<SensorType, Integer> unread = new EnumMap<>(SensorType.class);
        for (int s = 0; s < model.sizes().nsensor(); s++) {
            SensorType type = SensorType.values()[model.sensors().type().get(s)];
            if (!SensorTrace.isSupported(type)) {
                unread.merge(type, 1, Integer::sum);
            }
        }
        if (!unread.isEmpty()) {
            String types = unread.entrySet().stream().map(e -> e.getKey().keyword() + " (" + e.getValue() + ")")
                    .collect(Collectors.joining(", "));
            diagnostics.warning(SourceLocation.UNKNOWN, "sensors of model '" + model.name() + "' are not measured: "
                    + types, "", "they read 0");
        }
    }

    private void actuators() {
        ActuatorTable a = model.actuators();
        for (int i = 0; i < model.sizes().nu(); i++) {
            GainType gain = GainType.values()[a.gainType().get(i)];
            BiasType bias = BiasType.values()[a.biasType().get(i)];
            DynType dynamics = DynType.values()[a.dynType().get(i)];
            boolean known = gain.compareTo(GainType.MUSCLE) <= 0 && bias.compareTo(BiasType.MUSCLE) <= 0
                    && dynamics.compareTo(DynType.MUSCLE) <= 0;
            if (!known) {
                diagnostics.error(SourceLocation.UNKNOWN,
                        "actuator '" + model.names().name(ObjectType.ACTUATOR, i)
                                + "' has a law the lane engine lacks (gain " + word(gain) + ", bias " + word(bias)
                                + ", dynamics " + dynamics.keyword() + ")",
                        "fixed, affine or muscle gain and bias; integrator, filter, filterexact or muscle dynamics",
                        "use another engine");
            }
        }
    }

    /// Contacts in a gap are not there, so nothing sticks through it.
    private void adhesion() {
        Set<Integer> bodies = new TreeSet<>();
        for (int i = 0; i < model.sizes().nu(); i++) {
            if (model.actuators().trnType().get(i) == Transmission.BODY.ordinal()) {
                bodies.add(model.actuators().trnId().get(2 * i));
            }
        }
        int count = 0;
        for (int g = 0; g < model.sizes().ngeom(); g++) {
            boolean sticks = model.geoms().adhesion().get(g) != 0 || bodies.contains(model.geoms().bodyId().get(g));
            count += sticks && model.geoms().gap().get(g) > 0 ? 1 : 0;
        }
        if (count > 0) {
            diagnostics.warning(SourceLocation.UNKNOWN,
                    "adhesion through gaps of geoms of model '" + model.name() + "' is not simulated (" + count + ")",
                    "margin in place of gap", "they stick where contacts act");
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private boolean hasEllipsoids() {
        for (int i = 0; i < model.sizes().ngeom(); i++) {
            if (model.geoms().fluid().get(12 * i) > 0) {
                return true;
            }
        }
        return false;
    }

    private void options() {
        boolean isFluid = model.options().density > 0 || model.options().viscosity > 0;
        Integrator integrator = model.options().integrator;
        if ((integrator == Integrator.IMPLICIT_FAST || integrator == Integrator.IMPLICIT) && isFluid
                && hasEllipsoids()) {
            diagnostics.warning(SourceLocation.UNKNOWN,
                    "drag of ellipsoids of model '" + model.name() + "' is not taken implicitly",
                    "integrator Euler, or drag that is weak in a time step", "steps are explicit in it");
        }
    }
}

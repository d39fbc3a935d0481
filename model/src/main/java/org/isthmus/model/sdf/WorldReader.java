package org.isthmus.model.sdf;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.linkage.UniqueNames;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.LightType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads what a `world` has besides models: gravity, magnetic field, wind, time step and lights.
final class WorldReader {
    private final Fields fields;
    private final Frames frames;
    private final UniqueNames names = new UniqueNames();

    WorldReader(Fields fields, Frames frames) {
        this.fields = fields;
        this.frames = frames;
    }

    void read(Scope scope, Scene scene) {
        XmlElement world = scope.element;
        scene.physics.gravity = fields.vector(world, "gravity", scene.physics.gravity);
        scene.physics.magnetic = fields.vector(world, "magnetic_field", scene.physics.magnetic);
        XmlElement wind = world.child("wind");
        if (wind != null) {
            scene.physics.wind = fields.vector(wind, "linear_velocity", scene.physics.wind);
        }
        XmlElement physics = world.child("physics");
        double step = physics == null ? 0 : fields.number(physics, "max_step_size", 0);
        if (step > 0) {
            scene.physics.timestep = step;
        }
        for (XmlElement light : world.children("light")) {
            readLight(scope, light, scene);
        }
    }

    private void readLight(Scope scope, XmlElement element, Scene scene) {
        Light light = new Light();
        String name = fields.requiredName(element);
        light.name = name == null ? null : names.take(name);
        light.source = element.location();
        light.type = switch (element.attribute("type", "")) {
            case "directional" -> LightType.DIRECTIONAL;
            case "spot" -> LightType.SPOT;
            default -> LightType.POINT;
        };
        Pose pose = pose(scope, element);
        light.pos = pose.position();
        Vec3 direction = fields.vector(element, "direction", new Vec3(0, 0, -1));
        if (direction.length() > 1e-10) {
            light.dir = pose.rotation().rotate(direction.normalized());
        }
        light.castShadow = fields.flag(element, "cast_shadows", false);
        readColour(element.child("diffuse"), light.diffuse);
        readColour(element.child("specular"), light.specular);
        readFall(element, light);
        scene.world.lights.add(light);
    }

    private Pose pose(Scope scope, XmlElement element) {
        String frame = Fields.relativeTo(element);
        Pose raw = fields.pose(element);
        return frame.isEmpty() ? raw : frames.inWorld(scope, frame, element.location()).times(raw);
    }

    private void readFall(XmlElement element, Light light) {
        XmlElement attenuation = element.child("attenuation");
        if (attenuation != null) {
            light.range = Math.max(0, fields.number(attenuation, "range", light.range));
            light.attenuation[0] = Math.max(0, fields.number(attenuation, "constant", 1));
            light.attenuation[1] = Math.max(0, fields.number(attenuation, "linear", 0));
            light.attenuation[2] = Math.max(0, fields.number(attenuation, "quadratic", 0));
        }
        XmlElement spot = element.child("spot");
        if (spot != null) {
            double outer = fields.number(spot, "outer_angle", 0);
            light.cutoffDeg = Math.clamp(outer / 2 * 180 / Math.PI, 0, 90);
            light.exponent = Math.max(0, fields.number(spot, "falloff", light.exponent));
        }
    }

    /// Three numbers, or four of which the last does not count.
    private void readColour(@Nullable XmlElement colour, double[] rgb) {
        if (colour == null) {
            return;
        }
        double[] values = fields.numbers(colour, colour.text().strip().split("\\s+", 5).length == 3 ? 3 : 4);
        for (int i = 0; values != null && i < 3; i++) {
            rgb[i] = Math.clamp(values[i], 0, 1);
        }
    }
}

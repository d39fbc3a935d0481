package org.isthmus.physics.sensor;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.SensorType;
import org.isthmus.physics.Contact;

/// Touch sensors: the sum of normal forces of contacts whose line of action meets the volume of a site. Measured world by world, in
/// scalars, since contacts differ from world to world; one for each thread.
public final class TouchSensors {
    private final Model model;
    private final Kinematics frames;
    private final int[] sensors;

    public TouchSensors(Model model) {
        this.model = model;
        frames = new Kinematics(model);
        List<Integer> found = new ArrayList<>();
        for (int s = 0; s < model.sizes().nsensor(); s++) {
            if (SensorTrace.type(model, s) == SensorType.TOUCH) {
                found.add(s);
            }
        }
        sensors = found.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Whether a model has such sensors.
    public boolean isEmpty() {
        return sensors.length == 0;
    }

    /// Takes a measurement.
    @FunctionalInterface
    public interface Reading {
        /// @param at in `sensordata`
        void accept(int at, double value);
    }

    /// Measures one world.
    ///
    /// @param qpos [nq]
    /// @param mocap [nmocap][7]
    public void measure(double[] qpos, double[] mocap, List<Contact> contacts, Reading reading) {
        for (int m = 0; m < model.sizes().nmocap(); m++) {
            System.arraycopy(mocap, 7 * m, frames.mocapPos, 3 * m, 3);
            System.arraycopy(mocap, 7 * m + 3, frames.mocapQuat, 4 * m, 4);
        }
        frames.compute(qpos);
        for (int s : sensors) {
            double sum = 0;
            for (Contact contact : contacts) {
                sum += felt(model.sensors().objId().get(s), contact);
            }
            double most = model.sensors().cutoff().get(s);
            reading.accept(model.sensors().adr().get(s), most > 0 ? Math.min(sum, most) : sum);
        }
    }

    private double felt(int site, Contact contact) {
        int body = model.sites().bodyId().get(site);
        boolean first = model.geoms().bodyId().get(contact.firstGeom()) == body;
        boolean second = model.geoms().bodyId().get(contact.secondGeom()) == body;
        double force = contact.force().dot(contact.normal());
        if (!first && !second || force <= 0) {
            return 0;
        }
        Vec3 ray = second ? contact.normal().negate() : contact.normal();
        Rotation toSite = rotation(site).transpose();
        Vec3 point = toSite.times(contact.point().minus(Vec3.of(frames.siteXpos, 3 * site)));
        boolean meets = SiteVolume.meets(GeomType.values()[model.sites().type().get(site)],
                model.sites().size().vec3(site), point, toSite.times(ray));
        return meets ? force : 0;
    }

    private Rotation rotation(int site) {
        double[] m = frames.siteXmat;
        int i = 9 * site;
        return new Rotation(m[i], m[i + 1], m[i + 2], m[i + 3], m[i + 4], m[i + 5], m[i + 6], m[i + 7], m[i + 8]);
    }
}

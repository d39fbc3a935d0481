package org.isthmus.model.dump;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.core.JsonGenerator;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Configurations;
import org.isthmus.model.kinematics.DofMotions;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.kinematics.MassMatrix;
import org.isthmus.model.kinematics.TendonLengths;
import org.isthmus.model.kinematics.Transmissions;

/// Writes where everything is in random configurations, under the names of MuJoCo's `mjData`.
final class Samples {
    private final Model model;
    private final JsonGenerator json;
    private final Kinematics frames;
    private final DofMotions motions;
    private final TendonLengths tendons;
    private final MassMatrix mass;
    private final Transmissions transmissions;

    Samples(Model model, JsonGenerator json) {
        this.model = model;
        this.json = json;
        frames = new Kinematics(model);
        motions = new DofMotions(model);
        tendons = new TendonLengths(model);
        mass = new MassMatrix(model);
        transmissions = new Transmissions(model, frames, motions, tendons);
    }

    /// The reference configuration first, then `count` random ones; nothing when `count` is 0.
    void write(int count, long seed) throws IOException {
        if (count == 0) {
            return;
        }
        write(model.qpos0().toArray());
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            write(Configurations.random(model, random));
        }
    }

    private void write(double[] qpos) throws IOException {
        frames.compute(qpos);
        motions.compute(frames);
        mass.compute(frames, motions, tendons);
        json.writeStartObject();
        write("qpos", qpos);
        write("xpos", frames.xpos);
        write("xquat", frames.xquat);
        write("xmat", frames.xmat);
        write("xipos", frames.xipos);
        write("ximat", frames.ximat);
        write("subtree_com", frames.subtreeCom);
        write("xanchor", frames.xanchor);
        write("xaxis", frames.xaxis);
        write("geom_xpos", frames.geomXpos);
        write("geom_xmat", frames.geomXmat);
        write("site_xpos", frames.siteXpos);
        write("site_xmat", frames.siteXmat);
        write("cam_xpos", frames.camXpos);
        write("cam_xmat", frames.camXmat);
        write("light_xpos", frames.lightXpos);
        write("light_xdir", frames.lightXdir);
        writeLengths();
        write("M", mass.entries());
        json.writeEndObject();
    }

    private void writeLengths() throws IOException {
        double[] tendonLengths = new double[model.sizes().ntendon()];
        for (int i = 0; i < tendonLengths.length; i++) {
            tendonLengths[i] = tendons.length(i, frames);
        }
        double[] actuatorLengths = new double[model.sizes().nu()];
        for (int i = 0; i < actuatorLengths.length; i++) {
            actuatorLengths[i] = transmissions.length(i);
        }
        write("ten_length", tendonLengths);
        write("actuator_length", actuatorLengths);
    }

    private void write(String name, double[] values) throws IOException {
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }
}

package org.isthmus.model.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.dump.ModelDump;
import org.isthmus.model.kinematics.Configurations;
import org.isthmus.model.kinematics.DofMotions;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.kinematics.MassMatrix;
import org.isthmus.model.kinematics.TendonLengths;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Site;
import org.isthmus.model.testing.Models;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Laws that hold for every model, on the files that exercise every element.
class ResourceModelsTest {
    static final Iterable<String> NAMES = Models.RESOURCES;

    @Test
    void allFilesAreListed() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(Models.class.getResource("/mjcf")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".xml"))
                    .map(f -> f.replace(".xml", "")))
                    .containsExactlyInAnyOrderElementsOf(Models.RESOURCES);
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void theSameSceneGivesTheSameBitsAndStaysAsItIs(String name) throws IOException {
        Scene scene = Models.resource(name);
        String before = describe(scene);
        byte[] first = dump(SceneCompiler.compile(scene));
        assertThat(describe(scene)).isEqualTo(before);
        assertThat(dump(SceneCompiler.compile(scene))).isEqualTo(first);
        assertThat(dump(SceneCompiler.compile(scene.copy()))).isEqualTo(first);
    }

    private static byte[] dump(Model model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelDump.write(model, 2, 5, out);
        return out.toByteArray();
    }

    /// All attributes of bodies and what is on them.
    private static String describe(Scene scene) {
        StringBuilder text = new StringBuilder();
        scene.world.forEach(body -> {
            text.append(body.name).append(body.inertial);
            append(text, Body.SCHEMA.attributes(), body);
            body.joints.forEach(j -> append(text, Joint.SCHEMA.attributes(), j));
            body.geoms.forEach(g -> append(text, Geom.SCHEMA.attributes(), g));
            body.sites.forEach(s -> append(text, Site.SCHEMA.attributes(), s));
        });
        return text.toString();
    }

    private static <T> void append(StringBuilder text, Iterable<Attribute<T>> attributes, T element) {
        attributes.forEach(a -> text.append(' ').append(a.name()).append('=').append(a.format(element)));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void kineticEnergyIsPositiveInAllConfigurations(String name) {
        Model model = SceneCompiler.compile(Models.resource(name));
        Kinematics frames = new Kinematics(model);
        DofMotions motions = new DofMotions(model);
        TendonLengths tendons = new TendonLengths(model);
        MassMatrix mass = new MassMatrix(model);
        RandomGenerator random = new SplittableRandom(7);
        for (int trial = 0; trial < 10; trial++) {
            frames.compute(Configurations.random(model, random));
            motions.compute(frames);
            mass.compute(frames, motions, tendons);
            double[] force = random.doubles(model.sizes().nv(), -1, 1).toArray();
            double[] acceleration = force.clone();
            mass.solve(acceleration);
            double power = 0;
            for (int i = 0; i < force.length; i++) {
                power += force[i] * acceleration[i];
            }
            assertThat(power).isGreaterThanOrEqualTo(0);
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void massesAndInverseWeightsFitTogether(String name) {
        Model model = SceneCompiler.compile(Models.resource(name));
        double total = 0;
        for (int i = 1; i < model.sizes().nbody(); i++) {
            total += model.bodies().mass().get(i);
            double inverse = model.bodies().invWeight0().get(2 * i) + model.bodies().invWeight0().get(2 * i + 1);
            boolean moves = model.bodies().treeId().get(i) >= 0;
            assertThat(inverse > 0).as("body %d moves", i).isEqualTo(moves);
        }
        Tolerances.assertClose(model.bodies().subtreeMass().get(0), total, Tolerances.ROUNDING);
        for (int i = 0; i < model.sizes().nv(); i++) {
            assertThat(model.dofs().invWeight0().get(i)).isPositive();
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void addressesRunThroughTheTablesWithoutGaps(String name) {
        Model model = SceneCompiler.compile(Models.resource(name));
        int qpos = 0;
        int dof = 0;
        for (int j = 0; j < model.sizes().njnt(); j++) {
            assertThat(model.joints().qposAdr().get(j)).isEqualTo(qpos);
            assertThat(model.joints().dofAdr().get(j)).isEqualTo(dof);
            int type = model.joints().type().get(j);
            qpos += new int[]{7, 4, 1, 1}[type];
            dof += new int[]{6, 3, 1, 1}[type];
        }
        assertThat(qpos).isEqualTo(model.sizes().nq());
        assertThat(dof).isEqualTo(model.sizes().nv());
        int geoms = 0;
        for (int b = 0; b < model.sizes().nbody(); b++) {
            int count = model.bodies().geomNum().get(b);
            assertThat(model.bodies().geomAdr().get(b)).isEqualTo(count == 0 ? -1 : geoms);
            geoms += count;
            assertThat(model.bodies().parentId().get(b)).isLessThanOrEqualTo(Math.max(0, b - 1));
        }
        assertThat(geoms).isEqualTo(model.sizes().ngeom());
        int data = 0;
        for (int s = 0; s < model.sizes().nsensor(); s++) {
            assertThat(model.sensors().adr().get(s)).isEqualTo(data);
            data += model.sensors().dim().get(s);
        }
        assertThat(data).isEqualTo(model.sizes().nsensordata());
    }
}

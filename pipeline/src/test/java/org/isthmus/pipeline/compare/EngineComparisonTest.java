package org.isthmus.pipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class EngineComparisonTest {
    /// Two pendulums and a ball that falls on a floor after 0.2 s.
    private static final Model SCENE = model("""
            <mujoco model="swing &amp; fall">
              <worldbody>
                <geom type="plane" size="1 1 1"/>
                <body name="upper" pos="0 0 1"><joint name="shoulder" axis="0 1 0"/>
                  <geom type="capsule" fromto="0 0 0 0.3 0 0" size="0.02"/>
                  <body name="lower" pos="0.3 0 0"><joint name="elbow" axis="0 1 0"/>
                    <geom type="capsule" fromto="0 0 0 0.3 0 0" size="0.02"/></body></body>
                <body name="ball" pos="0 1 0.3"><freejoint/><geom size="0.1"/></body>
              </worldbody>
              <actuator><motor joint="elbow" ctrlrange="-1 1"/></actuator>
            </mujoco>
            """);

    private static Model model(String mjcf) {
        Diagnostics diagnostics = new Diagnostics();
        return SceneCompiler.compile(MjcfReader.parse(mjcf, diagnostics), diagnostics);
    }

    private static EngineComparison compare(String... engines) {
        return EngineComparison.ofModel(SCENE, List.of(engines), 0.6, 0.1, 3, new Diagnostics());
    }

    @Test
    void anEngineIsNotApartFromItselfAndSinglePrecisionIsByItsRounding() {
        EngineComparison comparison = compare("scalar-double", "scalar-double", "scalar");
        assertThat(comparison.partedAt(1, Double.MIN_VALUE)).isEqualTo(-1);
        assertThat(comparison.partedAt(2, 1e-12)).isBetween(0, 20);
        assertThat(comparison.partedAt(2, 0.01)).isEqualTo(-1);
        assertThat(comparison.samples()).isEqualTo(31);
        assertThat(comparison.time(30)).isEqualTo(0.6);
    }

    @Test
    void contactsBeginWhenTheBallLandsAndItsEnergyFalls() {
        EngineTrack track = compare("scalar-double", "scalar").tracks().getFirst();
        assertThat(track.contacts(0)).isZero();
        assertThat(track.contacts(30)).isEqualTo(1);
        assertThat(track.contactForce(30)).isGreaterThan(1);
        assertThat(track.energy(30)).isLessThan(track.energy(5));
    }

    @Test
    void aTaskIsPlayedWithTheSameActions() {
        EngineComparison comparison = EngineComparison.ofTask(Tasks.named("PickCube-v1").make(),
                List.of("scalar", "scalar"),
                0.3, 5);
        assertThat(comparison.partedAt(1, Double.MIN_VALUE)).isEqualTo(-1);
        assertThat(comparison.tracks().getFirst().qpos(0)).isNotEqualTo(comparison.tracks().getFirst().qpos(4));
    }

    @Test
    void thePageShowsCurvesAndTheJsonEverySample() throws IOException {
        EngineComparison comparison = compare("scalar-double", "scalar");
        String page = ComparisonPage.write(comparison);
        assertThat(page).contains("<h1>swing &amp; fall</h1>", "How far they part", "Contact forces", "Energy", "elbow",
                "1.00 mm apart after", "never").doesNotContain("NaN", "Infinity", "<script", "http");
        assertThat(page.split("<svg", -1)).hasSizeGreaterThan(8);
        JsonNode json = new ObjectMapper().readTree(ComparisonJson.write(comparison));
        assertThat(json.get("engines")).hasSize(2);
        JsonNode second = json.get("engines").get(1);
        assertThat(second.get("engine").asText()).isEqualTo("scalar");
        assertThat(second.get("qpos")).hasSize(31);
        assertThat(second.get("apart").get(30).asDouble()).isEqualTo(comparison.apart(1, 30).distance());
        assertThat(second.get("parted").get(2).get("after").isNull()).isTrue();
    }
}

package org.isthmus.pipeline.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.random.RandomStream;
import org.isthmus.pipeline.seed.Seed.KeyPose;
import org.isthmus.pipeline.seed.Seed.Origin;
import org.isthmus.pipeline.seed.Seed.Sample;
import org.isthmus.pipeline.seed.Seed.Segment;
import org.isthmus.pipeline.seed.Seed.Source;
import org.isthmus.pipeline.seed.Seed.Subject;
import org.isthmus.testkit.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedTest {
    private static final Origin ORIGIN = new Origin("a \"hand\".tsv", "00ff", "markers", 0.1, 3, 2, 5, "box");

    private static Seed random(RandomStream random) {
        List<Segment> segments = new ArrayList<>();
        double time = 0;
        for (int s = 0; s < 1 + random.nextInt(4); s++) {
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                time += random.nextDouble();
                samples.add(new Sample(time, pose(random), random.nextDouble()));
            }
            segments.add(new Segment("segment " + s, Subject.values()[random.nextInt(2)],
                    Source.values()[random.nextInt(2)], samples));
        }
        return new Seed("PickCube-v1", ORIGIN, segments,
                List.of(new KeyPose(Seed.FIRST_CONTACT, Subject.OBJECT, 1.23456789, pose(random))));
    }

    private static Pose pose(RandomStream random) {
        return new Pose(random.nextInBall(), random.nextRotation());
    }

    @Test
    void aSeedIsTheSameAfterWritingAndReading(@TempDir Path folder) {
        for (int i = 0; i < 100; i++) {
            Seed seed = random(RandomStream.of(1).child(i));
            assertThat(Seed.parse("x", seed.toJson(), new Diagnostics())).isEqualTo(seed);
        }
        Seed seed = random(RandomStream.of(2));
        seed.write(folder.resolve(Seed.FILE), new Diagnostics());
        assertThat(Seed.read(folder.resolve(Seed.FILE), new Diagnostics())).isEqualTo(seed)
                .extracting(Seed::sha256).isEqualTo(seed.sha256());
    }

    private static void assertTold(String json, String... messages) {
        var thrown = assertThatThrownBy(() -> Seed.parse("seed.json", json, new Diagnostics()))
                .isInstanceOf(DiagnosticException.class);
        for (String message : messages) {
            thrown.hasMessageContaining(message);
        }
    }

    @Test
    void allThatIsWrongInASeedIsToldAtOnce() {
        String json = random(RandomStream.of(3)).toJson();
        assertTold("[]", "seed.json:1: error: no JSON object");
        assertTold("{}", "format: missing; expected a text", "version: missing; expected a number");
        assertTold(json.replace("\"version\": 1", "\"version\": 2"), "version: 2.0; expected 1; use the Isthmus");
        assertTold(json.replace("\"sha256\"", "\"sha25\"").replace("\"of\": \"object\"", "\"of\": \"objekt\""),
                "evidence.sha256: missing", "evidence.sha25: unknown", "'objekt'; expected one of object, goal");
        assertTold("""
                {"format": "isthmus-seed", "version": 1, "task": "x", "key_poses": [7],
                 "evidence": {"file": "", "sha256": "", "kind": "", "object": "", "seconds": [0, 1], "take": [0, 1]},
                 "segments": [{"name": "reach", "of": "goal", "source": "planned", "samples": [
                   [0, 0, 0, 0, 2, 0, 0, 0, 1], [1, 0, 0, 0, 1, 0, 0, 0, 3], [0.5, 0, 0, 0, 1, 0, 0, 0, 1], [1],
                   [2, 1e9, 0, 0, 1, 0, 0, 0, 1]]}]}""",
                "key_poses[0]: 7; expected an object", "segments[0].samples: a quaternion of length 2.0",
                "a sample at 1.0 s with the jaw at 3.0", "a sample at 0.5 s", "segments[0].samples[3]: [1]",
                "1.0E9; expected at most 10000.0");
        assertTold(json.replaceFirst("\"segments\": [^#]*", "\"segments\": []}"),
                "segments: none; expected at least 1");
    }

    @Test
    void anyBytesAreASeedOrToldWhy() {
        byte[] good = random(RandomStream.of(4)).toJson().getBytes(StandardCharsets.UTF_8);
        Fuzz.named("seed").seed(1).corpus(List.of(good)).dictionary("1e999", "null", "[]", "{}", "\"of\"", "-0")
                .extension(".json").allow(DiagnosticException.class).run(Fuzz.count(), bytes -> Seed
                        .parse("seed.json", new String(bytes, StandardCharsets.UTF_8), new Diagnostics()).toJson());
    }
}

package org.isthmus.pipeline.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.pipeline.seed.Seed.Segment;
import org.isthmus.pipeline.seed.Seed.Source;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {
    @TempDir
    private Path folder;

    private Evidence sample() throws IOException {
        Path file = Files.writeString(folder.resolve("sample.tsv"), SampleRecording.tsv(1));
        return Evidence.read(file, Evidence.Options.DEFAULT, new Diagnostics());
    }

    private static Seed seed(Evidence evidence, String task) {
        return Projection.seed(evidence, Errand.of(task).orElseThrow(), -1, new Diagnostics());
    }

    private static List<String> sources(Seed seed) {
        return seed.segments().stream().map(s -> s.name() + " " + s.source().word()).toList();
    }

    /// What [SampleRecording] does: it closes from 1.4 to 1.8 s, carries until 3.4 s over 30 cm, opens until 3.8 s.
    @Test
    void aHandThatCarriesABlockIsCutWhereItsFingersCloseAndOpen() throws IOException {
        Seed seed = seed(sample(), "PlaceInBin-v1");
        assertThat(sources(seed)).containsExactly("reach projected", "grasp projected", "carry projected",
                "release projected", "leave projected");
        double begin = seed.origin().from();
        assertThat(begin + seed.segments().get(1).samples().getFirst().time()).isBetween(1.4, 1.6);
        assertThat(begin + seed.segments().get(2).samples().getFirst().time()).isBetween(1.6, 1.85);
        assertThat(begin + seed.segments().get(3).samples().getFirst().time()).isBetween(3.4, 3.6);
        assertThat(seed.origin().object()).isEqualTo("block");
        Segment carry = seed.segment("carry").orElseThrow();
        assertThat(carry.samples().getFirst().tool().position().distance(carry.samples().getLast().tool().position()))
                .isCloseTo(0.3, within(0.01));
        Pose contact = seed.keyPose(Seed.FIRST_CONTACT).orElseThrow().tool();
        assertThat(contact.position().length()).as("markers are above the block's middle").isLessThan(0.016);
        assertThat(seed.segments()).allSatisfy(s -> assertThat(s.samples()).isSortedAccordingTo(
                (a, b) -> Double.compare(a.time(), b.time())));
    }

    @Test
    void aSeedIsTheSameWhereverTheRecordingStood() throws IOException {
        Evidence evidence = sample();
        Seed seed = seed(evidence, "StackCube-v1");
        for (int i = 0; i < 5; i++) {
            RandomStream random = RandomStream.of(5).child(i);
            Pose move = new Pose(random.nextInBall(), Quat.fromAxisAngle(Vec3.Z, 6 * random.nextDouble()));
            Seed moved = seed(new Evidence(evidence.file(), evidence.sha256(), evidence.kind(),
                    evidence.motion().moved(move), evidence.first()), "StackCube-v1");
            for (int s = 0; s < seed.segments().size(); s++) {
                List<Pose> poses = seed.segments().get(s).poses();
                List<Pose> others = moved.segments().get(s).poses();
                assertThat(others).hasSameSizeAs(poses);
                for (int k = 0; k < poses.size(); k++) {
                    assertThat(others.get(k).position().distance(poses.get(k).position())).isLessThan(1e-5);
                    assertThat(others.get(k).rotation().angleTo(poses.get(k).rotation())).isLessThan(1e-5);
                }
            }
        }
    }

    @Test
    void whatATaskDoesNotAskIsLeftOutAndWhatTheEvidenceDoesNotShowIsPlanned() throws IOException {
        assertThat(sources(seed(sample(), "PickCube-v1")))
                .containsExactly("reach projected", "grasp projected", "carry projected");
        Path file = folder.resolve("sample.tsv");
        Seed cut = Projection.seed(file, Evidence.Options.DEFAULT.withFrames(0, 250), "PlaceInBin-v1", -1,
                new Diagnostics());
        assertThat(sources(cut)).containsExactly("reach projected", "grasp projected", "carry planned",
                "release planned", "leave planned");
        Segment carry = cut.segment("carry").orElseThrow();
        assertThat(carry.source()).isEqualTo(Source.PLANNED);
        assertThat(carry.samples().getLast().tool().position())
                .isEqualTo(cut.keyPose(Seed.FIRST_CONTACT).orElseThrow().tool().position());
        assertThat(SeedPage.html(cut)).contains("carry</b> (planned)", "</html>").doesNotContain("NaN");
    }

    @Test
    void whatIsNoDemonstrationIsTold() throws IOException {
        sample();
        Path file = folder.resolve("sample.tsv");
        Evidence.Options all = Evidence.Options.DEFAULT;
        assertThatThrownBy(() -> Projection.seed(file, all, "CartPole-v1", -1, new Diagnostics()))
                .hasMessageContaining("task 'CartPole-v1', which seeds cannot do; expected one of FollowObjectMotion");
        assertThatThrownBy(() -> Projection.seed(file, all, "PickCube-v1", 3, new Diagnostics()))
                .hasMessageContaining("no demonstration 3; expected 0 to 0");
        assertThatThrownBy(() -> Projection.seed(file, all.withFrames(0, 100), "PickCube-v1", -1, new Diagnostics()))
                .hasMessageContaining("come only").hasMessageContaining("a hand that grasps");
        assertThatThrownBy(() -> Projection.seed(file, all.withFrames(180, 330), "PickCube-v1", -1,
                new Diagnostics())).hasMessageContaining("expected a hand that grasps");
        assertThatThrownBy(() -> Projection.seed(file, all.withFrames(600, 700), "PickCube-v1", -1,
                new Diagnostics())).hasMessageContaining("frames 600 to 700 of 500");
        Path other = Files.writeString(folder.resolve("hand.bvh"), "x");
        assertThatThrownBy(() -> Projection.seed(other, all, "PickCube-v1", -1, new Diagnostics()))
                .hasMessageContaining("no evidence that is known").hasMessageContaining("isthmus data import");
    }

    /// An episode as BridgeData's are imported: the gripper goes down 10 cm, closes, goes up.
    private Path bridge(int stateSize) {
        Path store = folder.resolve("bridge" + stateSize);
        try (EpisodeStore out = EpisodeStore.openForWriting(store, 1, new Diagnostics())) {
            List<Channel> channels = List.of(Channel.actions(7), Channel.values(Channel.OBSERVATIONS + "state",
                    Channel.Element.FLOAT64, Channel.Timing.STEPS, stateSize));
            try (EpisodeWriter writer = out.begin(EpisodeInfo.of("pick", FrameRate.of(5)), channels)) {
                for (int t = 0; t < 20; t++) {
                    double jaw = t < 10 ? 1 : 0;
                    double height = 0.01 * Math.abs(10 - t);
                    float[] action = new float[7];
                    action[6] = (float) jaw;
                    writer.append(Channel.ACTIONS, action);
                    writer.append(Channel.OBSERVATIONS + "state",
                            Arrays.copyOf(new double[]{0.3, 0.1, height, 0, 0, 0.3, jaw}, stateSize));
                }
                writer.finish(Success.YES, List.of());
            }
        }
        return store;
    }

    @Test
    void aRobotsEpisodeIsASeedInTheFrameOfWhereItsFingersClosed() {
        Seed seed = Projection.seed(bridge(7), Evidence.Options.DEFAULT, "PickCube-v1", -1, new Diagnostics());
        assertThat(sources(seed)).containsExactly("reach projected", "grasp projected", "carry projected");
        Pose contact = seed.keyPose(Seed.FIRST_CONTACT).orElseThrow().tool();
        assertThat(contact.position().length()).isLessThan(1e-6);
        assertThat(contact.rotation().rotate(Vec3.Z).distance(Vec3.Z.negate())).isLessThan(1e-6);
        assertThat(contact.rotation().rotate(Vec3.Y).distance(Quat.fromAxisAngle(Vec3.Z, 0.3).rotate(Vec3.Y)))
                .isLessThan(1e-6);
        assertThat(seed.origin().object()).isEmpty();
        assertThatThrownBy(() -> Projection.seed(bridge(6), Evidence.Options.DEFAULT, "PickCube-v1", -1,
                new Diagnostics())).hasMessageContaining("does not tell where the gripper is");
        assertThatThrownBy(() -> Projection.seed(folder.resolve("bridge7"), Evidence.Options.DEFAULT.withEpisode(4),
                "PickCube-v1", -1, new Diagnostics())).hasMessageContaining("no episode 4 of 1");
    }

    /// A minute in which a pillow is grasped in place, again and again.
    @Test
    void theRealRecordingShowsTwentyOneGraspsOfThePillow() {
        Path file = SharedData.require("human_hands/dfki_hand_embodiment/recording.tsv");
        Evidence evidence = Evidence.read(file, Evidence.Options.DEFAULT, new Diagnostics());
        List<Takes.Take> takes = Takes.of(evidence.motion());
        assertThat(takes).hasSize(21).allSatisfy(take -> {
            assertThat(take.object()).isEqualTo("pillow");
            assertThat(take.isCarried()).isFalse();
            assertThat(take.isReleased()).isTrue();
            assertThat(evidence.motion().time(take.contact() - take.closing())).isBetween(0.2, 0.6);
        });
        Seed seed = seed(evidence, "PlaceInBin-v1");
        assertThat(sources(seed)).containsExactly("reach projected", "grasp projected", "carry planned",
                "release projected", "leave projected");
        Vec3 approach = seed.keyPose(Seed.FIRST_CONTACT).orElseThrow().tool().rotation().rotate(Vec3.Z);
        assertThat(approach.z()).as("the hand comes from above").isLessThan(-0.8);
        assertThat(Seed.parse("x", seed.toJson(), new Diagnostics())).isEqualTo(seed);
    }
}

package org.isthmus.pipeline.seed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.pipeline.seed.Seed.KeyPose;
import org.isthmus.pipeline.seed.Seed.Origin;
import org.isthmus.pipeline.seed.Seed.Sample;
import org.isthmus.pipeline.seed.Seed.Segment;
import org.isthmus.pipeline.seed.Seed.Source;
import org.isthmus.pipeline.seed.Seed.Subject;
import org.isthmus.pipeline.seed.Takes.Take;

/// Turns evidence into a seed for a task: one demonstration of it, in pieces, each in the frame of what it concerns, and what the task asks
/// beyond it planned.
///
/// Reach and grasp are told in the object's frame as it lay when the tool set out; carrying in the frame in which it lay in the end; release and leaving
/// in the object's again. Where no object was recorded, it is taken to be where the fingers closed, upright, its x that of the recording.
public final class Projection {
    /// Samples per second of a seed, at most.
    private static final double RATE = 30;
    /// Of what is planned.
    private static final int PLANNED_SAMPLES = 25;
    /// How far away the goal is in a planned way, m; executing it stretches it.
    private static final double FAR = 0.2;
    /// How high a planned way goes, m.
    private static final double HIGH = 0.1;
    /// How far back a planned way leaves, m.
    private static final double BACK = 0.08;
    /// A second for each planned piece but carrying.
    private static final double PLANNED_SECONDS = 0.5;

    private Projection() {}

    /// A seed from evidence in a file or a store.
    ///
    /// @param task id of one of [Errand#ids]
    /// @param take which of the demonstrations that the evidence shows, from 0; −1: the one that shows most
    /// @throws DiagnosticException when the evidence cannot be read, shows no grasp, or the task is none that a seed can do
    public static Seed seed(Path evidence, Evidence.Options options, String task, int take, Diagnostics diagnostics) {
        Errand errand = Errand.of(task).orElseThrow(() -> diagnostics.fatal(SourceLocation.UNKNOWN,
                "task '" + task + "', which seeds cannot do", "one of " + String.join(", ", Errand.ids()), ""));
        return seed(Evidence.read(evidence, options, diagnostics), errand, take, diagnostics);
    }

    static Seed seed(Evidence evidence, Errand errand, int which, Diagnostics diagnostics) {
        List<Take> takes = Takes.of(evidence.motion());
        SourceLocation place = new SourceLocation(evidence.file(), 0, 0);
        if (takes.isEmpty()) {
            throw diagnostics.fatal(place, "a jaw that never closes after it was open", "at least one grasp",
                    "take other frames, or another episode");
        }
        if (which >= takes.size()) {
            throw diagnostics.fatal(place, "no demonstration " + which, "0 to " + (takes.size() - 1), "");
        }
        int index = which < 0 ? best(evidence.motion(), takes) : which;
        return new Cut(evidence, takes.get(index)).seed(errand, index, takes.size());
    }

    /// The one that shows most of what a task asks, and of those the one with the fewest frames in which the tool was lost.
    private static int best(GripperMotion motion, List<Take> takes) {
        int best = 0;
        for (int i = 1; i < takes.size(); i++) {
            int more = worth(takes.get(i)) - worth(takes.get(best));
            if (more > 0 || more == 0 && takes.get(i).lost(motion) < takes.get(best).lost(motion)) {
                best = i;
            }
        }
        return best;
    }

    private static int worth(Take take) {
        return (take.isCarried() ? 2 : 0) + (take.isReleased() ? 1 : 0);
    }

    /// A demonstration being cut.
    private static final class Cut {
        private final Evidence evidence;
        private final GripperMotion motion;
        private final Take take;

        Cut(Evidence evidence, Take take) {
            this.evidence = evidence;
            motion = evidence.motion();
            this.take = take;
        }

        Seed seed(Errand errand, int index, int takes) {
            Pose lying = objectAt(take.begin(), take.contact());
            Pose put = objectAt(take.opening(), take.opening());
            Pose contact = inFrame(lying, take.contact());
            List<Segment> segments = new ArrayList<>();
            segments.add(cut("reach", Subject.OBJECT, lying, take.begin(), take.closing()));
            segments.add(cut("grasp", Subject.OBJECT, lying, take.closing(), take.contact()));
            double now = time(take.contact());
            boolean isShown = take.isCarried() && (take.isReleased() || !errand.releases());
            if (isShown) {
                segments.add(cut("carry", Subject.GOAL, put, take.contact(), take.opening()));
            } else {
                segments.add(carried(errand.isStraight(), contact, now));
            }
            now = segments.getLast().samples().getLast().time();
            if (errand.releases() && take.isReleased()) {
                Pose after = isShown ? put : lying;
                Segment release = cut("release", Subject.OBJECT, after, take.opening(), take.opened());
                Segment leave = cut("leave", Subject.OBJECT, after, take.opened(), take.end());
                double shift = now - release.samples().getFirst().time();
                segments.add(shifted(release, shift));
                segments.add(shifted(leave, shift));
            } else if (errand.releases()) {
                segments.addAll(leaving(contact, now));
            }
            Origin origin = new Origin(evidence.file(), evidence.sha256(), evidence.kind(),
                    motion.time(evidence.first() + take.begin()), motion.time(evidence.first() + take.end()), index,
                    takes, take.object());
            KeyPose first = new KeyPose(Seed.FIRST_CONTACT, Subject.OBJECT, time(take.contact()), contact);
            return new Seed(errand.task(), origin, segments, List.of(first));
        }

        /// Where the object is in a frame; not recorded: where the tool is in another.
        private Pose objectAt(int frame, int tool) {
            List<Pose> poses = motion.objects().get(take.object());
            return poses == null ? Pose.at(motion.tool().get(tool).position()) : poses.get(frame);
        }

        private Pose inFrame(Pose frame, int f) {
            Pose pose = frame.inverse().times(motion.tool().get(f));
            return new Pose(pose.position(), pose.rotation().normalized());
        }

        private double time(int frame) {
            return motion.time(frame - take.begin());
        }

        private Segment cut(String name, Subject subject, Pose frame, int from, int to) {
            List<Sample> samples = new ArrayList<>();
            int step = Math.max(1, (int) Math.rint(motion.rate() / RATE));
            for (int f = from; f < to; f += step) {
                samples.add(new Sample(time(f), inFrame(frame, f), motion.jaw()[f]));
            }
            samples.add(new Sample(time(to), inFrame(frame, to), motion.jaw()[to]));
            return new Segment(name, subject, Source.PROJECTED, samples);
        }

        /// To the goal: straight, or up, over and down, without turning.
        private Segment carried(boolean isStraight, Pose contact, double from) {
            double seconds = 2 * PLANNED_SECONDS;
            return planned("carry", Subject.GOAL, from, seconds, PLANNED_SAMPLES, 0, i -> {
                double t = i / (PLANNED_SAMPLES - 1.0);
                double over = isStraight ? t : SeedWays.smooth((t - 0.2) / 0.6);
                double high = isStraight ? 0
                        : HIGH * Math.min(SeedWays.smooth(t / 0.35), SeedWays.smooth((1 - t) / 0.35));
                return Pose.at(-FAR * (1 - over), 0, high).times(contact);
            });
        }

        private List<Segment> leaving(Pose contact, double from) {
            return List.of(
                    planned("release", Subject.OBJECT, from, PLANNED_SECONDS, 2, 1, i -> contact),
                    planned("leave", Subject.OBJECT, from + PLANNED_SECONDS, PLANNED_SECONDS, 2, 1,
                            i -> contact.times(Pose.at(0, 0, -BACK * i))));
        }
    }

    private static Segment planned(String name, Subject subject, double from, double seconds, int count, double jaw,
            IntFunction<Pose> tool) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(new Sample(from + seconds * i / (count - 1), Objects.requireNonNull(tool.apply(i)), jaw));
        }
        return new Segment(name, subject, Source.PLANNED, samples);
    }

    private static Segment shifted(Segment segment, double seconds) {
        return new Segment(segment.name(), segment.subject(), segment.source(), segment.samples().stream()
                .map(s -> new Sample(s.time() + seconds, s.tool(), s.jaw())).toList());
    }

    /// What was understood, a line a segment.
    public static String describe(Seed seed) {
        Origin origin = seed.origin();
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT,
                "%s (%s): demonstration %d of %d, %.2f to %.2f s; object: %s%n", origin.file(), origin.kind(),
                origin.take(), origin.takes(), origin.from(), origin.to(),
                origin.object().isEmpty() ? "not recorded, taken to be where the fingers close" : origin.object()));
        out.append(String.format(Locale.ROOT, "%-10s %-8s %-10s %8s %8s %8s %6s%n", "segment", "of", "source", "from",
                "seconds", "length", "jaw"));
        for (Segment segment : seed.segments()) {
            out.append(String.format(Locale.ROOT, "%-10s %-8s %-10s %6.2f s %6.2f s %6.3f m %6.2f%n", segment.name(),
                    segment.subject().word(), segment.source().word(), segment.samples().getFirst().time(),
                    segment.seconds(), segment.length(), segment.samples().getLast().jaw()));
        }
        seed.keyPose(Seed.FIRST_CONTACT).ifPresent(key -> {
            Vec3 approach = key.tool().rotation().rotate(Vec3.Z);
            Vec3 across = key.tool().rotation().rotate(Vec3.Y);
            out.append(String.format(Locale.ROOT,
                    "first contact at %.2f s, in the object's frame: the tool comes along (%.2f, %.2f, %.2f),%n"
                            + "its jaw closes along (%.2f, %.2f, %.2f)%n",
                    key.time(), approach.x(), approach.y(), approach.z(), across.x(), across.y(), across.z()));
        });
        return out.toString();
    }
}

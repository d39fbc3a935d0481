package org.isthmus.motion.body;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.math.Vec3;
import org.isthmus.motion.retarget.RetargetReport;

/// How well a humanoid follows, gathered frame by frame.
final class BodyReport {
    private static final double MILLI = 1e3;
    /// A foot that landed has come to rest after this time, s.
    private static final double LANDED = 0.1;

    private final RobotBody robot;
    private final double rate;
    private final List<Double> errors = new ArrayList<>();
    private final List<double[]> joints = new ArrayList<>();
    private double drift;
    private double below;
    private double overlap;

    BodyReport(RobotBody robot, double rate) {
        this.robot = robot;
        this.rate = rate;
    }

    void add(BodyProblem problem, List<Vec3> targets, Standing[] feet, double[] x) {
        joints.add(x);
        for (int p = 0; p < targets.size(); p++) {
            errors.add(problem.place(p).distance(targets.get(p)));
        }
        for (Standing foot : feet) {
            for (int c = 0; c < Standing.CORNERS; c++) {
                Vec3 at = problem.corner(foot.side(), c);
                below = Math.max(below, -at.z());
                if (foot.isDown() && foot.since() >= LANDED * rate) {
                    drift = Math.max(drift, at.distance(foot.corner(c)));
                }
            }
        }
        for (RobotBody.Limb[] pair : problem.pairs()) {
            overlap = Math.max(overlap, -problem.gap(pair, new double[2]));
        }
    }

    /// [frames][n]
    double[][] joints() {
        return joints.toArray(double[][]::new);
    }

    RetargetReport figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        RetargetReport.addErrors(figures, "key point", "mm",
                errors.stream().mapToDouble(Double::doubleValue).toArray(), MILLI);
        figures.put("standing foot, farthest from its place, mm", MILLI * drift);
        figures.put("deepest below the floor, mm", MILLI * below);
        figures.put("deepest overlap of limbs, mm", MILLI * overlap);
        RetargetReport.addMotion(figures, "", robot.group(), joints(), rate);
        return new RetargetReport(figures);
    }
}

package org.isthmus.pipeline.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.model.scene.Scene;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// What a real robot did, replayed in engines: how far each is from the robot.
public final class LogReplay {
    /// What moves the robot.
    public enum Drive {
        /// The efforts that were measured, as torques and forces of the joints. Every now and then the robot begins anew where it really was.
        TORQUE,
        /// Servos, the same in all engines, that follow the positions that were measured. Their torques are compared with the efforts.
        POSITION
    }

    /// How fast servos are at least, rad/s, with the inertia of the reference configuration.
    private static final double SERVO_RATE = 60;
    /// How far a joint's dry friction holds its servo off at most, rad or m.
    private static final double SERVO_LAG = 0.005;
    /// Time step that servos want, s.
    private static final double SERVO_STEP = 0.0005;

    private final Model model;
    private final JointLog log;
    private final Drive drive;
    private final double window;
    /// [njnt] the servo of each joint; −1: none
    private final int[] servos;

    /// One joint in one engine.
    ///
    /// @param name of the joint
    /// @param isAngular whether positions are angles
    /// @param error root of the mean square of position errors, rad or m
    /// @param explained share of the variance of the measured effort that the servo's torque explains, with a factor and an offset for the joint;
    /// NaN: none was measured, or torques were given
    public record JointError(String name, boolean isAngular, double error, double explained) {}

    private LogReplay(Model model, JointLog log, Drive drive, double window) {
        this.model = model;
        this.log = log;
        this.drive = drive;
        this.window = window;
        servos = new int[model.sizes().njnt()];
        Arrays.fill(servos, -1);
        for (int i = 0; i < model.sizes().nu(); i++) {
            servos[model.actuators().trnId().get(2 * i)] = i;
        }
    }

    /// Prepares a robot for replays: without contacts and without actuators of its own, for [Drive#POSITION] with a servo on each hinge and slide
    /// that has a name.
    ///
    /// @param robot stays as it is
    public static Model prepare(Scene robot, Drive drive, Diagnostics diagnostics) {
        Scene scene = robot.copy();
        scene.actuators.clear();
        // both may speak of actuators
        scene.sensors.clear();
        scene.keyframes.clear();
        if (scene.physics.isOn(Flag.CONTACT)) {
            scene.physics.switched.add(Flag.CONTACT);
        }
        Model bare = SceneCompiler.compile(scene, diagnostics);
        if (drive == Drive.TORQUE) {
            return bare;
        }
        scene.physics.timestep = Math.min(scene.physics.timestep, SERVO_STEP);
        scene.physics.integrator = Integrator.IMPLICIT_FAST;
        for (int j = 0; j < bare.sizes().njnt(); j++) {
            String name = bare.names().name(ObjectType.JOINT, j);
            if (bare.joints().type().get(j) >= JointType.SLIDE.ordinal() && !name.isEmpty()) {
                int d = bare.joints().dofAdr().get(j);
                scene.actuators.add(servo(name, bare.dofs().M0().get(d), bare.dofs().frictionLoss().get(d)));
            }
        }
        return SceneCompiler.compile(scene, diagnostics);
    }

    /// A servo that is critically damped.
    private static Actuator servo(String joint, double inertia, double friction) {
        double stiffness = Math.max(inertia * SERVO_RATE * SERVO_RATE, friction / SERVO_LAG);
        Actuator servo = new Actuator();
        servo.name = joint;
        servo.target = joint;
        servo.biasType = BiasType.AFFINE;
        servo.gainPrm[0] = stiffness;
        servo.biasPrm[1] = -stiffness;
        servo.biasPrm[2] = -2 * Math.sqrt(stiffness * inertia);
        return servo;
    }

    /// Replays a log in one engine.
    ///
    /// @param model of [#prepare]
    /// @param window after so many seconds a robot that is driven by torques begins anew where it really was
    /// @return the log's joints
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when the engine cannot simulate it, or a joint of the log has no servo
    public static List<JointError> run(Model model, JointLog log, String engine, Drive drive, double window,
            Diagnostics diagnostics) {
        try (Parallel one = Parallel.of(1)) {
            LogReplay replay = new LogReplay(model, log, drive, window);
            replay.check(diagnostics);
            WorldBatch batch = PhysicsEngine.named(engine).create(model, 1, one, diagnostics);
            List<JointError> errors = replay.replay(batch);
            batch.divergence().ifPresent(d -> diagnostics.warning(new SourceLocation(engine, 0, 0),
                    "the robot diverged: " + d.describe(model), "",
                    "its errors mean nothing; check masses and the log's units"));
            return errors;
        }
    }

    private void check(Diagnostics diagnostics) {
        for (JointLog.Channel channel : log.joints()) {
            if (drive == Drive.POSITION && servos[channel.joint()] < 0) {
                diagnostics.error(SourceLocation.UNKNOWN, channel.name() + " has no servo", "joints with names",
                        "name the joint in the robot's file");
            }
        }
        diagnostics.throwIfErrors();
    }

    private List<JointError> replay(WorldBatch batch) {
        int joints = log.joints().size();
        double[] squares = new double[joints];
        List<EffortFit> fits = new ArrayList<>();
        log.joints().forEach(_ -> fits.add(new EffortFit()));
        double h = model.options().timestep;
        double begun = 0;
        double time = 0;
        int samples = 0;
        for (int i = 0; i < log.times().length() - 1; i++) {
            if (i == 0 || drive == Drive.TORQUE && log.times().get(i) - begun >= window) {
                put(batch, i);
                begun = log.times().get(i);
                time = begun;
            }
            give(batch, i);
            int steps = (int) Math.round((log.times().get(i + 1) - time) / h);
            batch.step(steps);
            time += steps * h;
            samples++;
            for (int k = 0; k < joints; k++) {
                JointLog.Channel channel = log.joints().get(k);
                double off = batch.get(Quantity.QPOS, 0, model.joints().qposAdr().get(channel.joint()))
                        - channel.position().get(i + 1);
                squares[k] += off * off;
                if (drive == Drive.POSITION && channel.effort().length() > 0 && steps > 0) {
                    fits.get(k).add(batch.get(Quantity.ACTUATOR_FORCE, 0, servos[channel.joint()]),
                            channel.effort().get(i + 1));
                }
            }
        }
        List<JointError> errors = new ArrayList<>();
        for (int k = 0; k < joints; k++) {
            JointLog.Channel channel = log.joints().get(k);
            boolean isAngular = model.joints().type().get(channel.joint()) == JointType.HINGE.ordinal();
            errors.add(new JointError(channel.name(), isAngular, Math.sqrt(squares[k] / samples),
                    fits.get(k).explained()));
        }
        return errors;
    }

    private void put(WorldBatch batch, int sample) {
        batch.reset(0);
        for (JointLog.Channel channel : log.joints()) {
            batch.set(Quantity.QPOS, 0, model.joints().qposAdr().get(channel.joint()), channel.position().get(sample));
            batch.set(Quantity.QVEL, 0, model.joints().dofAdr().get(channel.joint()), channel.velocity().get(sample));
        }
    }

    private void give(WorldBatch batch, int sample) {
        for (JointLog.Channel channel : log.joints()) {
            if (drive == Drive.POSITION) {
                batch.set(Quantity.CTRL, 0, servos[channel.joint()], channel.position().get(sample + 1));
            } else if (channel.effort().length() > 0) {
                batch.set(Quantity.QFRC_APPLIED, 0, model.joints().dofAdr().get(channel.joint()),
                        channel.effort().get(sample));
            }
        }
    }

    /// A straight line, fitted by least squares: the share of variance that it explains is the square of the correlation.
    private static final class EffortFit {
        private static final double LEAST_VARIANCE = 1e-4;

        private int count;
        private double torques;
        private double torqueSquares;
        private double efforts;
        private double effortSquares;
        private double products;

        void add(double torque, double effort) {
            count++;
            torques += torque;
            torqueSquares += torque * torque;
            efforts += effort;
            effortSquares += effort * effort;
            products += torque * effort;
        }

        double explained() {
            double n = Math.max(1, count);
            double torqueVariance = torqueSquares / n - torques * torques / (n * n);
            double effortVariance = effortSquares / n - efforts * efforts / (n * n);
            double covariance = products / n - torques * efforts / (n * n);
            return torqueVariance < LEAST_VARIANCE || effortVariance < LEAST_VARIANCE ? Double.NaN
                    : covariance * covariance / (torqueVariance * effortVariance);
        }
    }
}

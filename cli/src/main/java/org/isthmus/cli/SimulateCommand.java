package org.isthmus.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.Contact;
import org.isthmus.physics.Energy;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus simulate`: lets many worlds of a model run and says how it went.
@Command(
        name = "simulate",
        description = "Runs many worlds of a robot or scene and reports speed, contacts, energy and problems.",
        footer = {
            "",
            "Worlds begin in the model's first keyframe, or in its reference configuration. With --random, controls change every 20 ms;",
            "the same seed gives the same motion, whatever the number of threads.",
            "",
            "Examples:",
            "  isthmus simulate panda",
            "  isthmus simulate scene.xml --seconds 5 --worlds 256 --random 0.2",
            "  isthmus simulate humanoid --engine scalar --worlds 1",
            "  isthmus simulate humanoid --engine mujoco --worlds 8"
        })
final class SimulateCommand implements Runnable {
    private static final double CONTROL_PERIOD = 0.02;
    private static final double REPORT_SECONDS = 2;
    private static final double NANO = 1e-9;
    /// Worlds whose contacts and energies are looked at.
    private static final int SAMPLE = 16;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "What to simulate: " + ModelInput.WHAT + ".")
    private String name;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "5",
            description = "Simulated time (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--worlds", paramLabel = "N", defaultValue = "256",
            description = "How many worlds (default: ${DEFAULT-VALUE}).")
    private int worlds;

    @Mixin
    private EngineOption engineOption;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", description = "Threads; 0: one per core.")
    private int threads;

    @Option(names = "--random", paramLabel = "SHARE", defaultValue = "0",
            description = "How far controls go at random, as a share of their ranges (default: ${DEFAULT-VALUE}).")
    private double share;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of the random controls.")
    private long seed;

    @Mixin
    private ModelInput input;

    SimulateCommand() {}

    @Override
    public void run() {
        check(worlds >= 1 && worlds <= 1_000_000, "--worlds " + worlds + ", expected 1 to 1000000");
        check(seconds > 0 && seconds <= 1e6, "--seconds " + seconds + ", expected more than 0, at most 1e6");
        check(share >= 0 && share <= 1, "--random " + share + ", expected 0 to 1");
        Diagnostics diagnostics = new Diagnostics();
        Model model = SceneCompiler.compile(input.load(name, true, diagnostics), diagnostics);
        PhysicsEngine engine = engineOption.engine(worlds);
        try (Parallel pool = threads == 0 ? Parallel.ofAllProcessors() : Parallel.of(threads)) {
            long start = System.nanoTime();
            WorldBatch batch = engine.create(model, worlds, pool, diagnostics);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(Locale.ROOT, "%s: %d bodies, %d degrees of freedom, %d actuators, %d geoms%n", model.name(),
                    model.sizes().nbody() - 1, model.sizes().nv(), model.sizes().nu(), model.sizes().ngeom());
            out.printf(Locale.ROOT, "%s engine, %d worlds, %d threads; ready after %.1f s%n", engine.name(), worlds,
                    pool.threads(), (System.nanoTime() - start) * NANO);
            out.flush();
            new Run(model, batch).run();
        }
        for (Diagnostic diagnostic : diagnostics.list()) {
            spec.commandLine().getErr().println(diagnostic);
        }
        spec.commandLine().getErr().flush();
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /// One run of all worlds.
    private final class Run {
        private final Model model;
        private final WorldBatch batch;
        private final PrintWriter out = spec.commandLine().getOut();
        private final Energy energy;
        private final RandomStream random = RandomStream.of(seed).child("controls");
        private final int sample = Math.min(worlds, SAMPLE);
        private final double[] rest;
        private final double[] controls;

        Run(Model model, WorldBatch batch) {
            this.model = model;
            this.batch = batch;
            energy = new Energy(model);
            int nu = model.sizes().nu();
            boolean hasKey = model.sizes().nkey() > 0;
            rest = hasKey ? model.keyframes().ctrl().slice(0, nu) : new double[nu];
            controls = new double[worlds * nu];
            for (int w = 0; w < worlds && hasKey; w++) {
                for (int i = 0; i < model.sizes().nq(); i++) {
                    batch.set(Quantity.QPOS, w, i, model.keyframes().qpos().get(i));
                }
            }
        }

        void run() {
            double h = model.options().timestep;
            long steps = Math.max(1, Math.round(seconds / h));
            int chunk = (int) Math.max(1, Math.round(CONTROL_PERIOD / h));
            double before = meanEnergy();
            double simulating = 0;
            double told = 0;
            for (long done = 0; done < steps;) {
                int count = (int) Math.min(chunk, steps - done);
                setControls();
                long start = System.nanoTime();
                batch.step(count);
                simulating += (System.nanoTime() - start) * NANO;
                done += count;
                if (simulating - told > REPORT_SECONDS) {
                    told = simulating;
                    out.printf(Locale.ROOT, "  %.2f s of %.2f s simulated, %,.0f steps/s%n", done * h, seconds,
                            done * worlds / simulating);
                    out.flush();
                }
            }
            report(steps, simulating, before);
        }

        private void setControls() {
            for (int i = 0; i < controls.length; i++) {
                int actuator = i % rest.length;
                boolean isLimited = model.actuators().ctrlLimited().get(actuator) == 1;
                double low = model.actuators().ctrlRange().get(2 * actuator);
                double high = model.actuators().ctrlRange().get(2 * actuator + 1);
                double reach = share * (isLimited ? high - low : 2);
                controls[i] = rest[actuator] + (share > 0 ? random.nextDouble(-reach, reach) : 0);
            }
            batch.write(Quantity.CTRL, controls);
        }

        private double meanEnergy() {
            double sum = 0;
            for (int w = 0; w < sample; w++) {
                sum += energy.of(batch, w);
            }
            return sum / sample;
        }

        private void report(long steps, double simulating, double before) {
            double h = model.options().timestep;
            out.printf(Locale.ROOT, "speed     %,.0f steps/s of %s s in all, %,.0f times real time; %.2f s%n",
                    steps * worlds / simulating, BigDecimal.valueOf(h).toPlainString(), steps * h * worlds / simulating,
                    simulating);
            reportContacts();
            out.printf(Locale.ROOT,
                    "energy    %.4g J at the start, %.4g J at the end (kinetic and gravity, mean of %d worlds)%n",
                    before, meanEnergy(), sample);
            reportDiverged();
            out.flush();
        }

        private void reportContacts() {
            List<Contact> all = new ArrayList<>();
            for (int w = 0; w < sample; w++) {
                all.addAll(batch.contacts(w));
            }
            if (all.isEmpty()) {
                out.println("contacts  none at the end");
                return;
            }
            Contact deepest = all.getFirst();
            Contact strongest = deepest;
            for (Contact contact : all) {
                deepest = contact.distance() < deepest.distance() ? contact : deepest;
                strongest = contact.force().length() > strongest.force().length() ? contact : strongest;
            }
            out.printf(Locale.ROOT,
                    "contacts  %.1f per world at the end; deepest %.2f mm (%s); strongest %.4g N (%s)%n",
                    (double) all.size() / sample, Math.max(0, -1000 * deepest.distance()), pair(deepest),
                    strongest.force().length(), pair(strongest));
        }

        private String pair(Contact contact) {
            return geom(contact.firstGeom()) + " and " + geom(contact.secondGeom());
        }

        private String geom(int geom) {
            String name = model.names().name(ObjectType.GEOM, geom);
            return name.isEmpty() ? "geom " + geom : name;
        }

        private void reportDiverged() {
            out.println("diverged  " + batch.divergence()
                    .map(d -> d.describe(model) + (d.quantity() == Quantity.QACC ? "; try a smaller time step" : ""))
                    .orElse("none"));
        }
    }
}

package org.isthmus.task;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Scene;
import org.isthmus.physics.Capabilities;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.action.ActionTerm;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.signal.Rows;
import org.isthmus.task.signal.Signal;
import org.isthmus.task.signal.Signals;

/// A task bound to worlds: its terms ask for signals, the scene with their sensors is compiled, worlds of it are made.
final class TaskWorlds {
    final Task task;
    final Signals signals;
    final Model model;
    final Capabilities capabilities;
    final WorldBatch batch;
    final Rows rows;
    final int actionSize;
    final List<ActionTerm.Actuation> actuations;
    /// [actions] where each term begins in an action
    final int[] actionAt;
    final List<Objective.Value> rewards = new ArrayList<>();
    final Condition.Check success;
    final List<Condition.Check> terminations = new ArrayList<>();

    private TaskWorlds(Task task, Function<Scene, WorldBatch> worlds, Capabilities capabilities, Parallel pool) {
        this.task = task;
        this.capabilities = capabilities;
        Scene scene = task.scene().copy();
        actionSize = task.actions().stream().mapToInt(a -> a.space().size()).sum();
        signals = new Signals(scene, actionSize);
        for (Reward reward : task.rewards()) {
            rewards.add(reward.objective().bind(signals));
        }
        success = task.success().bind(signals);
        for (Termination termination : task.terminations()) {
            terminations.add(termination.condition().bind(signals));
        }
        task.observations().forEach(group -> group.observations().forEach(o -> signals.at(o.signal())));
        signals.at(new Signal.Elapsed());
        signals.at(new Signal.LastAction());
        signals.dropOtherSensors();
        batch = worlds.apply(scene);
        model = batch.model();
        rows = new Rows(signals, batch);
        actionAt = new int[task.actions().size()];
        actuations = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < actionAt.length; i++) {
            actionAt[i] = at;
            at += task.actions().get(i).space().size();
            actuations.add(task.actions().get(i).bind(batch, task.period(), pool));
        }
    }

    /// Worlds in an engine.
    static TaskWorlds of(Task task, int worlds, String engineName, Parallel pool) {
        PhysicsEngine engine = PhysicsEngine.named(engineName);
        Diagnostics diagnostics = new Diagnostics();
        return new TaskWorlds(task, scene -> engine.create(SceneCompiler.compile(scene, diagnostics), worlds,
                parameters(task), pool, diagnostics), engine.capabilities(), pool);
    }

    /// Other worlds of the same task, engine and compiled model: what the engine has made for these it need not make again.
    TaskWorlds others(int worlds, Parallel pool) {
        return new TaskWorlds(task, scene -> batch.withWorlds(worlds, pool), capabilities, pool);
    }

    private static TreeSet<Parameter> parameters(Task task) {
        TreeSet<Parameter> parameters = new TreeSet<>();
        for (Factor factor : task.factors()) {
            parameters.addAll(factor.target().parameters());
        }
        return parameters;
    }

    /// Puts a world where episodes begin, before factors change it.
    void reset(int world) {
        batch.reset(world);
        if (model.sizes().nkey() > 0) {
            for (int i = 0; i < model.sizes().nq(); i++) {
                batch.set(Quantity.QPOS, world, i, model.keyframes().qpos().get(i));
            }
            for (int i = 0; i < model.sizes().nu(); i++) {
                batch.set(Quantity.CTRL, world, i, model.keyframes().ctrl().get(i));
            }
        }
    }
}

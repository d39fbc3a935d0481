package org.isthmus.cli;

import java.util.List;
import java.util.SortedMap;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.rl.Learner;
import org.isthmus.learn.rl.Ppo;
import org.isthmus.learn.rl.PpoConfig;
import org.isthmus.pipeline.Pictures;
import org.isthmus.task.Task;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `isthmus train ppo`: Proximal Policy Optimization.
@Command(
        name = "ppo",
        description = "Learns a policy by its rewards in many worlds: Proximal Policy Optimization (docs/algorithms/ppo.md).",
        footer = {
            "",
            "Examples:",
            "  isthmus train ppo CartPole-v1 --out runs/cartpole",
            "  isthmus train ppo PickCube-v1 --seed 3 --out runs/pick --until 0.95",
            "  isthmus train ppo SlideBlock-v1 --groups policy,hidden --out runs/teacher",
            "  isthmus train ppo SlideBlock-v1 --memory 64 --out runs/slide",
            "  isthmus train ppo PushCube-v1 --cameras front --size 64x64 --without 'goal,cube to goal' --out runs/push"
        })
final class TrainPpoCommand extends TrainByRewards {
    /// Of a camera, in a part of an update.
    private static final int MOST_IMAGES = 512;

    @Option(names = "--worlds", paramLabel = "N", description = "Worlds side by side (default: what suits the task).")
    private @Nullable Integer worlds;

    @Option(names = "--rollout", paramLabel = "N",
            description = "Steps in each world between updates (default: what suits the task).")
    private @Nullable Integer rollout;

    @Option(names = "--discount", paramLabel = "GAMMA",
            description = "What a step later counts for (default: likewise).")
    private @Nullable Double discount;

    @Option(names = "--groups", paramLabel = "NAME", split = ",", defaultValue = "policy",
            description = "Groups of observations that the policy sees (default: ${DEFAULT-VALUE}).")
    private List<String> groups;

    @Option(names = "--critic-groups", paramLabel = "NAME", split = ",",
            description = "Groups that the critic sees, such as what only a simulation knows (default: those of the policy).")
    private @Nullable List<String> criticGroups;

    @Option(names = "--without", paramLabel = "TERM", split = ",",
            description = "Terms of its groups that the policy does not look at, but the critic does, with commas between them (default: none).")
    private List<String> without = List.of();

    @Option(names = "--memory", paramLabel = "N", defaultValue = "0",
            description = "Numbers that policy and critic each remember, by a gated recurrent unit (default: none).")
    private int memory;

    @Option(names = "--cameras", paramLabel = "NAME", split = ",",
            description = "Cameras that policy and critic see by, with commas between them (default: none).")
    private List<String> cameras = List.of();

    @Option(names = "--size", paramLabel = "WxH",
            description = "With --cameras: the size of their images (default: the cameras' own).")
    private @Nullable String size;

    TrainPpoCommand() {}

    private PpoConfig config(String id) {
        PpoConfig config = PpoConfig.of(id);
        config = config.withWorlds(worlds != null ? worlds : config.worlds(),
                rollout != null ? rollout : config.steps())
                .withGroups(groups, criticGroups != null ? criticGroups : groups);
        config = config.withUpdate(config.epochs(), parts(config), config.learningRate()).withMemory(memory)
                .withCameras(cameras).withoutTerms(without);
        return discount != null ? config.withDiscount(discount) : config;
    }

    /// Parts of an update: with a memory whole worlds, with cameras small enough for what eyes make of their images.
    private int parts(PpoConfig config) {
        int parts = cameras.isEmpty() ? config.minibatches()
                : Math.max(config.minibatches(), Math.ceilDiv(config.worlds() * config.steps(), MOST_IMAGES));
        return memory > 0 ? Math.min(parts, config.worlds()) : parts;
    }

    @Override
    Learner learner(Task task, String id, long seed, Parallel pool) {
        checkWorlds(worlds);
        check(rollout == null || rollout >= 1 && rollout <= 65_536, "--rollout " + rollout + ", expected 1 to 65536");
        check(discount == null || discount > 0 && discount < 1, "--discount " + discount + ", expected 0 to 1");
        check(memory >= 0 && memory <= 4096, "--memory " + memory + ", expected 0 to 4096");
        check(size == null || !cameras.isEmpty(), "--size " + size + " without --cameras");
        return new Ppo(size == null ? task : Pictures.parse(size).of(task), config(id), seed, pool);
    }

    @Override
    void describe(String id, SortedMap<String, String> settings) {
        settings.put("settings", config(id).toString());
        if (size != null) {
            settings.put("images", size);
        }
    }
}

package org.isthmus.dataset;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.dataset.video.FrameRate;

/// What an episode is about and where it comes from.
///
/// @param task name of the task, such as `pick-cube`; may be empty, as all texts here
/// @param language what a person would say to the robot
/// @param rate steps per second
/// @param seed of all that was drawn
/// @param factors ξ: what was randomized, by name
/// @param robot which robot acted
/// @param engine what simulated it, with its version; empty for a real robot
/// @param modelHash SHA-256 of the compiled model, hexadecimal
public record EpisodeInfo(
        String task, String language, FrameRate rate, long seed, SortedMap<String, List<Double>> factors, String robot,
        String engine, String modelHash) {
    public EpisodeInfo {
        SortedMap<String, List<Double>> copy = new TreeMap<>();
        factors.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        factors = Collections.unmodifiableSortedMap(copy);
    }

    /// An episode of which only this is known.
    public static EpisodeInfo of(String task, FrameRate rate) {
        return new EpisodeInfo(task, "", rate, 0, new TreeMap<>(), "", "", "");
    }

    public EpisodeInfo withLanguage(String text) {
        return new EpisodeInfo(task, text, rate, seed, factors, robot, engine, modelHash);
    }

    public EpisodeInfo withSeed(long other) {
        return new EpisodeInfo(task, language, rate, other, factors, robot, engine, modelHash);
    }

    public EpisodeInfo withFactor(String name, Double... values) {
        SortedMap<String, List<Double>> more = new TreeMap<>(factors);
        more.put(name, List.of(values));
        return new EpisodeInfo(task, language, rate, seed, more, robot, engine, modelHash);
    }

    public EpisodeInfo withRobot(String name) {
        return new EpisodeInfo(task, language, rate, seed, factors, name, engine, modelHash);
    }

    /// Where the episode was simulated.
    public EpisodeInfo withEngine(String name, String hash) {
        return new EpisodeInfo(task, language, rate, seed, factors, robot, name, hash);
    }
}

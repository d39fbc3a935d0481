package org.isthmus.dataset.recipe;

import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.dataset.EpisodeStore;

/// Makes the episodes of recipes: a service that modules with tasks provide.
public interface EpisodeGenerator {
    /// Whether it knows the task.
    boolean makes(Recipe recipe);

    /// Records one episode.
    ///
    /// @param number of the episode; what is drawn depends on it and on the recipe, on nothing else
    /// @param into where to [EpisodeStore#begin(long, org.isthmus.dataset.EpisodeInfo, List)] it
    /// @throws DiagnosticException when engine, model or assets are not those of the recipe
    void generate(Recipe recipe, long number, EpisodeStore into, Diagnostics diagnostics);

    /// All that are installed.
    static List<EpisodeGenerator> installed() {
        return ServiceLoader.load(EpisodeGenerator.class).stream().map(Provider::get).toList();
    }
}

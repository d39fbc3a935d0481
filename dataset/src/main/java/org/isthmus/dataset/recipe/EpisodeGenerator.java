package org.isthmus.dataset.recipe;

import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeStore;

/// Makes the episodes of recipes: a service that modules with tasks provide.
public interface EpisodeGenerator {
    /// Whether it knows the task.
    boolean makes(Recipe recipe);

    /// Records all episodes of a recipe.
    ///
    /// @param into where to [EpisodeStore#begin(long, org.isthmus.dataset.EpisodeInfo, List)] them, each with its number
    /// @param progress advances by one with each
    /// @throws DiagnosticException when engine, model or assets are not those of the recipe
    void generate(Recipe recipe, EpisodeStore into, Progress progress, Diagnostics diagnostics);

    /// All that are installed.
    static List<EpisodeGenerator> installed() {
        return ServiceLoader.load(EpisodeGenerator.class).stream().map(Provider::get).toList();
    }
}

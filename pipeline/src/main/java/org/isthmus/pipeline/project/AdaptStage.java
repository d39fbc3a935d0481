package org.isthmus.pipeline.project;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.recipe.Recipe;
import org.isthmus.pipeline.Recording;
import org.isthmus.pipeline.adapt.ObjectView;
import org.isthmus.pipeline.adapt.StoreAdapter;

/// Adds views of objects to the episodes.
final class AdaptStage implements StageWork {
    private final Recording recording;
    private final Set<ObjectView> views;

    AdaptStage(Project project) {
        recording = project.recording();
        views = project.dataset().views();
    }

    @Override
    public List<Stage> inputs() {
        return List.of(Stage.SCALE);
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of("views", EnumSet.copyOf(views).stream().map(ObjectView::word)
                .collect(Collectors.joining(", "))));
    }

    @Override
    public List<String> outputs() {
        return List.of(ScaleStage.STORE);
    }

    @Override
    public Made make(Place place) {
        try (EpisodeStore from = EpisodeStore.open(place.of(Stage.SCALE).resolve(ScaleStage.STORE),
                place.diagnostics());
                EpisodeStore to = EpisodeStore.openForWriting(place.output(ScaleStage.STORE), place.pool().threads(),
                        place.diagnostics())) {
            place.progress().total(from.episodes().size());
            StoreAdapter.adapt(recording.task(), from, to, views, place.pool(), place.progress(),
                    place.diagnostics());
            return new Made(Recipe.contentOf(to.episodes()), new TreeMap<>());
        }
    }
}

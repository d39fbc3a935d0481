package org.isthmus.dataset.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.recipe.Regeneration.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {
    private static final Recipe RECIPE = new Recipe("swing", 5, 4, new TreeMap<>(Map.of("actor", "chance")),
            new TreeMap<>(Map.of("length", "U(0.5, 1)")), "pendulum 1", Pendulum.HASH, new TreeMap<>(), "");

    @TempDir
    private Path folder;
    private final Pendulum pendulum = new Pendulum();

    @BeforeEach
    void record() {
        try (EpisodeStore store = EpisodeStore.openForWriting(folder.resolve("store"), 1, new Diagnostics())) {
            pendulum.generate(RECIPE, store, Progress.silent(), new Diagnostics());
            RECIPE.withContent(Recipe.contentOf(store.episodes())).write(store.folder(), new Diagnostics());
        }
    }

    private List<Problem> regenerate(String scratch, Pendulum generator) {
        try (EpisodeStore store = EpisodeStore.open(folder.resolve("store"), new Diagnostics())) {
            Recipe recipe = Recipe.read(store.folder(), new Diagnostics()).orElseThrow();
            return Regeneration.check(store, recipe, List.of(generator), folder.resolve(scratch), Progress.silent(),
                    new Diagnostics());
        }
    }

    @Test
    void recipesMakeTheSameFiles() {
        assertThat(regenerate("a", new Pendulum())).isEmpty();
        Pendulum longer = new Pendulum();
        longer.wrongLength = 1e-12;
        assertThat(regenerate("b", longer)).hasSize(4).extracting(Problem::what).first().asString()
                .startsWith("is about EpisodeInfo[task=swing");
        Pendulum wrong = new Pendulum();
        wrong.wrongAfter = 3;
        assertThat(regenerate("c", wrong)).first()
                .hasToString("episode 0: differs first in channel 'states/qvel' at row 3");
    }

    @Test
    void episodesTooManyAndTooFewAreTold() throws IOException {
        Path store = folder.resolve("store");
        RECIPE.withEpisodes(2).write(store, new Diagnostics());
        assertThat(regenerate("a", new Pendulum())).extracting(Problem::toString)
                .containsExactly("episode 2: the recipe does not make it", "episode 3: the recipe does not make it");
        Files.delete(store.resolve("episodes/chunk-000/episode-000001.hdf5"));
        assertThat(regenerate("b", new Pendulum())).extracting(Problem::toString).first()
                .isEqualTo("episode 1: the store does not have it");
    }

    @Test
    void theFirstDifferenceOfRecipesIsTold() {
        Recipe scripted = new Recipe("swing", 5, 9, new TreeMap<>(Map.of("actor", "script")), RECIPE.distribution(),
                RECIPE.engine(), RECIPE.modelHash(), RECIPE.assets(), "");
        assertThat(RECIPE.difference(scripted)).contains("actor 'chance', not 'script'");
        assertThat(RECIPE.difference(RECIPE.withEpisodes(9).withContent("x"))).isEmpty();
    }

    @Test
    void recipesAreReadAsTheyWereWritten() throws IOException {
        Path store = folder.resolve("store");
        Recipe recipe = Recipe.read(store, new Diagnostics()).orElseThrow();
        assertThat(recipe.content()).hasSize(64);
        assertThat(recipe.withContent("")).isEqualTo(RECIPE);
        assertThat(Files.size(store.resolve(Recipe.FILE))).isLessThan(1024);
        Files.writeString(store.resolve(Recipe.FILE), recipe.toJson().replace("\"version\" : 1", "\"version\" : 2"));
        assertThatThrownBy(() -> Recipe.read(store, new Diagnostics())).hasMessageContaining("a recipe of version 2");
        Files.writeString(store.resolve(Recipe.FILE), "{\"format\":");
        assertThatThrownBy(() -> Recipe.read(store, new Diagnostics()))
                .hasMessageContaining("a recipe that cannot be read")
                .hasMessageContaining("the episodes do not need it");
        assertThat(Recipe.read(folder, new Diagnostics())).isEmpty();
    }

    @Test
    void tasksThatNobodyKnowsAreTold() {
        try (EpisodeStore store = EpisodeStore.open(folder.resolve("store"), new Diagnostics())) {
            assertThatThrownBy(() -> Regeneration.check(store, RECIPE, EpisodeGenerator.installed(),
                    folder.resolve("scratch"), Progress.silent(), new Diagnostics())).hasMessageContaining(
                            "no generator here knows the task 'swing' of its recipe; use the Isthmus that made the store");
        }
    }
}

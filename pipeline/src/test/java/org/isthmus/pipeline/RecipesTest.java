package org.isthmus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.recipe.EpisodeGenerator;
import org.isthmus.dataset.recipe.Recipe;
import org.isthmus.dataset.recipe.Regeneration;
import org.isthmus.dataset.recipe.Regeneration.Problem;
import org.isthmus.pipeline.Recording.Keep;
import org.isthmus.task.VectorEnv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesTest {
    private static final TaskSetup CART_POLE = new TaskSetup("CartPole-v1", "", Set.of());

    @TempDir
    private Path folder;

    private Path record(Recording recording, Actor actor, String name, long count) {
        try (Parallel pool = Parallel.of(1);
                EpisodeStore store = EpisodeStore.openForWriting(folder.resolve(name), 1, new Diagnostics())) {
            VectorEnv env = recording.worlds(2, pool);
            new TaskRecorder(env, recording, store).record(count, actor, Progress.silent());
            return store.folder();
        }
    }

    private List<Problem> regenerate(Path place, Recipe recipe, String scratch) {
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
            return Regeneration.check(store, recipe, EpisodeGenerator.installed(), folder.resolve(scratch),
                    Progress.silent(), new Diagnostics());
        }
    }

    private static Recipe recipe(Path place) {
        return Recipe.read(place, new Diagnostics()).orElseThrow();
    }

    @Test
    void aStoreIsMadeAgainFromItsRecipeInEveryBit() {
        Recording recording = Recording.usual(new TaskSetup("PickCube-v1", "panda", Set.of(Variation.LOOKS)), 40)
                .with(ActorKind.CHANCE, Keep.ALL).with(Pictures.parse("48x32"));
        Path place = record(recording, Actor.random(), "images", 2);
        Recipe recipe = recipe(place);
        assertThat(Recording.of(recipe, Optional.empty())).contains(recording);
        assertThat(recipe.setup()).containsEntry("images", "48x32").containsEntry("actor", "chance")
                .containsEntry("robot", "panda");
        assertThat(recipe.distribution()).containsEntry("arm", "7 × N(0.0, 0.02) within 2σ");
        assertThat(regenerate(place, recipe, "again")).isEmpty();
        assertThat(recipe(folder.resolve("again"))).isEqualTo(recipe);
    }

    @Test
    void anInterruptedRecordingHasARecipeThatKnowsNoContent() {
        Recording recording = Recording.usual(CART_POLE, 1);
        Path place = record(recording, Actor.random(), "store", 2);
        assertThatThrownBy(() -> record(recording, (env, actions) -> {
            throw new IllegalStateException("interrupted");
        }, "store", 4)).hasMessage("interrupted");
        assertThat(recipe(place).episodes()).isEqualTo(4);
        assertThat(recipe(place).content()).isEmpty();
        assertThat(regenerate(place, recipe(place), "again")).extracting(Problem::toString)
                .containsExactly("episode 2: the store does not have it", "episode 3: the store does not have it");
    }

    @Test
    void anotherRecordingDoesNotGoIntoAStore() {
        Recording recording = Recording.usual(CART_POLE, 1);
        record(recording, Actor.random(), "store", 2);
        assertThatThrownBy(() -> record(Recording.usual(CART_POLE, 2), Actor.random(), "store", 4))
                .hasMessageContaining("a store with episodes of another recording: seed '1', not '2'")
                .hasMessageContaining("record into another folder");
        assertThat(recipe(folder.resolve("store")).seed()).isEqualTo(1);
    }

    @Test
    void whatCannotBeMadeAgainIsTold() {
        Path place = record(Recording.usual(CART_POLE, 1).with(ActorKind.OTHER, Keep.ALL), Actor.random(), "own", 1);
        assertThatThrownBy(() -> regenerate(place, recipe(place), "a"))
                .hasMessageContaining("episodes that a program's own actor made");
        Recipe recipe = recipe(record(Recording.usual(CART_POLE, 1), Actor.random(), "store", 1));
        Recipe older = new Recipe(recipe.task(), recipe.seed(), recipe.episodes(), recipe.setup(),
                recipe.distribution(), recipe.engine(), "0".repeat(64), recipe.assets(), recipe.content());
        assertThatThrownBy(() -> regenerate(place, older, "b"))
                .hasMessageContaining("episodes of another version of task CartPole-v1: model '" + "0".repeat(64))
                .hasMessageContaining("use the Isthmus that made the store");
    }
}

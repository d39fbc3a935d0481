package org.isthmus.render.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.render.Frames;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.ray.TriangleTree;
import org.isthmus.render.ray.WorldRays;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.EnvironmentLight;

/// Draws views on the threads of a pool: many views one per thread, few views in bands of rows.
final class CpuSession implements RenderSession {
    /// Surroundings kept ready; more are made anew each time.
    private static final int MAX_ENVIRONMENTS = 64;
    private static final int BAND_ROWS = 32;

    private final RenderScene scene;
    private final Parallel pool;
    private final List<WorldScenery> sceneries = new ArrayList<>();
    private final Map<Environment, EnvironmentLight> environments = new IdentityHashMap<>();
    private final Stock<ViewPainter> painters = new Stock<>(ViewPainter::new);
    private final Stock<SplatPainter> splatPainters = new Stock<>(SplatPainter::new);
    /// [nworld] whether a view looks into it
    private boolean[] used = {};
    private final EmitterShapes shapes;
    private int shadowMapSize;
    private List<TriangleTree> trees = List.of();

    CpuSession(RenderScene scene, Parallel pool) {
        this.scene = scene;
        this.pool = pool;
        shapes = new EmitterShapes(scene);
    }

    @Override
    public RenderScene scene() {
        return scene;
    }

    @Override
    public void render(List<WorldState> worlds, List<View> views, RenderSettings settings, Frames out) {
        check(worlds, views, out);
        if (used.length < worlds.size()) {
            used = new boolean[worlds.size()];
        }
        Arrays.fill(used, false);
        boolean bent = false;
        for (int i = 0; i < views.size(); i++) {
            used[views.get(i).world()] = true;
            bent |= !views.get(i).camera().lens().isStraight();
        }
        shadowMapSize = settings.shadowMapSize(out.width(), out.height());
        prepare(worlds, settings, out.wantsLight(), bent);
        if (pool.threads() == 1) {
            drawAll(views, settings, out, 0, views.size()); // a pool allocates
        } else if (views.size() < 2 * pool.threads()) {
            for (int i = 0; i < views.size(); i++) {
                draw(views.get(i), settings, out, i, true);
            }
        } else {
            pool.run(views.size(), 1, (from, to) -> drawAll(views, settings, out, from, to));
        }
    }

    private void drawAll(List<View> views, RenderSettings settings, Frames out, int from, int to) {
        for (int i = from; i < to; i++) {
            draw(views.get(i), settings, out, i, false);
        }
    }

    private void check(List<WorldState> worlds, List<View> views, Frames out) {
        if (views.size() != out.views()) {
            throw new IllegalArgumentException(views.size() + " views for " + out.views() + " images");
        }
        for (int i = 0; i < worlds.size(); i++) {
            WorldState world = worlds.get(i);
            if (world.visible.length != scene.instances().size()) {
                throw new IllegalArgumentException("a world of another scene: " + world.visible.length
                        + " instances, expected " + scene.instances().size());
            }
        }
        for (int i = 0; i < views.size(); i++) {
            View view = views.get(i);
            Camera c = view.camera();
            if (view.world() >= worlds.size() || c.width() != out.width() || c.height() != out.height()) {
                throw new IllegalArgumentException("a view of world " + view.world() + " of " + c.width() + " by "
                        + c.height() + " pixels, expected one of " + worlds.size() + " worlds and " + out.width()
                        + " by " + out.height() + " pixels");
            }
        }
    }

    /// Makes ready what the views of each world share, worlds in parallel.
    private void prepare(List<WorldState> worlds, RenderSettings settings, boolean light, boolean bent) {
        boolean rays = bent || light
                && (settings.shadows() == RenderSettings.Shadows.RAYS || settings.occlusionRays() > 0);
        if (rays && trees.isEmpty()) {
            trees = WorldRays.trees(scene);
        }
        while (sceneries.size() < worlds.size()) {
            sceneries.add(new WorldScenery());
        }
        for (int w = 0; w < worlds.size(); w++) {
            if (used[w]) {
                sceneries.get(w).begin(worlds.get(w), light ? environment(worlds.get(w).environment) : null);
            }
        }
        if (pool.threads() == 1) {
            prepareAll(settings, rays, light, 0, worlds.size());
        } else {
            pool.run(worlds.size(), 1, (from, to) -> prepareAll(settings, rays, light, from, to));
        }
    }

    private void prepareAll(RenderSettings settings, boolean rays, boolean light, int from, int to) {
        for (int w = from; w < to; w++) {
            if (used[w]) {
                sceneries.get(w).prepare(trees, shapes, rays, light, settings, shadowMapSize);
            }
        }
    }

    private EnvironmentLight environment(Environment environment) {
        EnvironmentLight known = environments.get(environment);
        if (known == null) {
            if (environments.size() >= MAX_ENVIRONMENTS) {
                environments.clear();
            }
            known = new EnvironmentLight(environment);
            environments.put(environment, known);
        }
        return known;
    }

    private void draw(View view, RenderSettings settings, Frames out, int index, boolean inBands) {
        ViewPainter painter = painters.take();
        WorldScenery scenery = sceneries.get(view.world());
        painter.prepare(scenery, view, settings, out, index);
        if (inBands) {
            pool.run(out.height(), BAND_ROWS, painter::paint);
        } else {
            painter.paint(0, out.height());
        }
        if (!scenery.world().splats.isEmpty()) {
            SplatPainter splats = splatPainters.take();
            splats.paint(scenery.world(), painter, view, settings, out, index, pool);
            splatPainters.give(splats);
        }
        painters.give(painter);
    }
}

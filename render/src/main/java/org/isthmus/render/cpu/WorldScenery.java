package org.isthmus.render.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.isthmus.core.math.Aabb;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.ray.TriangleTree;
import org.isthmus.render.ray.WorldRays;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.EnvironmentLight;
import org.jspecify.annotations.Nullable;

/// What all views of a world share while they are drawn.
final class WorldScenery {
    /// Things larger than this many times the median are the ground or walls, round which a shadow map need not be laid.
    private static final double HUGE = 20;

    private @Nullable WorldState world;
    private @Nullable WorldRays rays;
    private @Nullable EnvironmentLight environment;
    private final List<@Nullable ShadowMap> shadowMaps = new ArrayList<>();

    WorldScenery() {}

    /// @param trees of the scene's meshes, where rays are needed
    /// @param traced whether rays are needed
    /// @param light whether colours are wanted
    void prepare(WorldState newWorld, List<TriangleTree> trees, boolean traced, boolean light,
            @Nullable EnvironmentLight around,
            RenderSettings settings) {
        world = newWorld;
        environment = around;
        if (traced) {
            WorldRays known = rays;
            if (known == null) {
                known = new WorldRays(newWorld.scene(), trees);
                rays = known;
            }
            known.update(newWorld);
        }
        if (light && settings.shadows() == RenderSettings.Shadows.MAP) {
            drawShadowMaps(newWorld, settings.shadowMapSize());
        }
    }

    private void drawShadowMaps(WorldState lit, int size) {
        Aabb box = castingBox(lit);
        for (int i = 0; i < lit.lights.size(); i++) {
            if (i == shadowMaps.size()) {
                shadowMaps.add(null);
            }
            Light light = lit.lights.get(i);
            boolean mapped = light.castsShadow() && !box.isEmpty()
                    && (light.kind() == Light.Kind.DIRECTIONAL || light.kind() == Light.Kind.SPOT);
            if (mapped) {
                ShadowMap map = shadowMaps.get(i) == null ? new ShadowMap() : shadowMaps.get(i);
                map.draw(lit, light, box, size);
                shadowMaps.set(i, map);
            } else {
                shadowMaps.set(i, null);
            }
        }
    }

    private static Aabb castingBox(WorldState world) {
        double[] radii = new double[world.visible.length];
        for (int i = 0; i < radii.length; i++) {
            radii[i] = world.bounds(i).halfSize().length();
        }
        double[] sorted = radii.clone();
        Arrays.sort(sorted);
        double limit = sorted.length == 0 ? 0 : HUGE * Math.max(1e-3, sorted[sorted.length / 2]);
        Aabb box = Aabb.EMPTY;
        for (int i = 0; i < radii.length; i++) {
            if (world.visible[i] && (radii[i] <= limit || radii.length == 1)) {
                box = box.union(world.bounds(i));
            }
        }
        return box;
    }

    WorldState world() {
        return Objects.requireNonNull(world, "not prepared");
    }

    WorldRays rays() {
        return Objects.requireNonNull(rays, "not prepared for rays");
    }

    EnvironmentLight environment() {
        return Objects.requireNonNull(environment, "not prepared for light");
    }

    /// The map of a light; null when it has none.
    @Nullable
    ShadowMap shadowMap(int light) {
        return light < shadowMaps.size() ? shadowMaps.get(light) : null;
    }
}

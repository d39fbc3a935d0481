package org.isthmus.render.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.isthmus.render.RenderSettings;
import org.isthmus.render.ray.TriangleTree;
import org.isthmus.render.ray.WorldRays;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.EnvironmentLight;
import org.jspecify.annotations.Nullable;

/// What all views of a world share while they are drawn.
final class WorldScenery {
    private @Nullable WorldState world;
    private @Nullable WorldRays rays;
    private @Nullable EnvironmentLight environment;
    private final Casters casters = new Casters();
    /// [6] around what casts shadows: least x, y, z, most x, y, z, world frame, m
    private final double[] box = new double[6];
    private final Emitters emitters = new Emitters();
    private boolean clear;
    private final List<@Nullable ShadowMap> shadowMaps = new ArrayList<>();

    WorldScenery() {}

    /// Turns to a world.
    ///
    /// @param around its surroundings; null where no colours are wanted
    void begin(WorldState newWorld, @Nullable EnvironmentLight around) {
        world = newWorld;
        environment = around;
    }

    /// Makes ready what the views of the world share.
    ///
    /// @param trees of the scene's meshes, where rays are needed
    /// @param traced whether rays are needed
    /// @param light whether colours are wanted
    /// @param shadowMapSize rows and columns
    /// @param shapes of what shines
    void prepare(List<TriangleTree> trees, EmitterShapes shapes, boolean traced, boolean light, RenderSettings settings,
            int shadowMapSize) {
        WorldState newWorld = world();
        if (traced) {
            WorldRays known = rays;
            if (known == null) {
                known = new WorldRays(newWorld.scene(), trees);
                rays = known;
            }
            known.update(newWorld);
            clear = OpacityMask.anyIn(newWorld);
        }
        if (light) {
            emitters.find(newWorld, shapes);
        }
        if (light && settings.shadows() == RenderSettings.Shadows.MAP) {
            drawShadowMaps(newWorld, shadowMapSize);
        }
    }

    private void drawShadowMaps(WorldState lit, int size) {
        boolean any = casters.box(lit, box);
        for (int i = 0; i < lit.lights.size(); i++) {
            if (i == shadowMaps.size()) {
                shadowMaps.add(null);
            }
            Light light = lit.lights.get(i);
            boolean mapped = light.castsShadow() && any && light.kind() != Light.Kind.POINT;
            if (mapped) {
                ShadowMap map = shadowMaps.get(i) == null ? new ShadowMap() : shadowMaps.get(i);
                map.draw(lit, casters.of(lit, light), light, box, size);
                shadowMaps.set(i, map);
            } else {
                shadowMaps.set(i, null);
            }
        }
    }

    WorldState world() {
        return Objects.requireNonNull(world, "not prepared");
    }

    /// What shines in it.
    Emitters emitters() {
        return emitters;
    }

    WorldRays rays() {
        return Objects.requireNonNull(rays, "not prepared for rays");
    }

    /// Whether rays may pass through something.
    boolean isClear() {
        return clear;
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

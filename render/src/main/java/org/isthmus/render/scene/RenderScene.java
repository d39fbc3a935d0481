package org.isthmus.render.scene;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.render.mesh.RenderMesh;

/// What all worlds have in common: immutable, shared by all threads.
///
/// @param lights that a world begins with
/// @param lightIds for each light, the model's light that moves it; −1: none
/// @param environment that a world begins with
public record RenderScene(
        List<RenderMesh> meshes, List<PbrMaterial> materials, List<Instance> instances, List<Light> lights,
        List<Integer> lightIds, Environment environment) {
    /// The most instances.
    public static final int MAX_INSTANCES = 1 << 20;

    /// @throws IllegalArgumentException when an index leads nowhere
    public RenderScene {
        meshes = List.copyOf(meshes);
        materials = List.copyOf(materials);
        instances = List.copyOf(instances);
        lights = List.copyOf(lights);
        lightIds = List.copyOf(lightIds);
        for (Instance i : instances) {
            if (i.mesh() < 0 || i.mesh() >= meshes.size() || i.material() < 0 || i.material() >= materials.size()) {
                throw new IllegalArgumentException("instance '" + i.name() + "' of mesh " + i.mesh() + " with material "
                        + i.material() + ", expected one of " + meshes.size() + " meshes and " + materials.size()
                        + " materials");
            }
        }
        if (lights.size() != lightIds.size() || instances.size() > MAX_INSTANCES) {
            throw new IllegalArgumentException(lights.size() + " lights with " + lightIds.size() + " ids and "
                    + instances.size() + " instances, expected as many ids and at most " + MAX_INSTANCES);
        }
    }

    /// Without instances or lights.
    public static RenderScene empty(Environment environment) {
        return new RenderScene(List.of(), List.of(), List.of(), List.of(), List.of(), environment);
    }

    /// This scene with one more thing that is fixed in the world.
    public RenderScene with(RenderMesh mesh, PbrMaterial material, String name, Pose pose) {
        List<RenderMesh> moreMeshes = new ArrayList<>(meshes);
        List<PbrMaterial> moreMaterials = new ArrayList<>(materials);
        List<Instance> moreInstances = new ArrayList<>(instances);
        moreMeshes.add(mesh);
        moreMaterials.add(material);
        moreInstances.add(Instance.fixed(name, meshes.size(), materials.size(), pose));
        return new RenderScene(moreMeshes, moreMaterials, moreInstances, lights, lightIds, environment);
    }

    /// This scene under other lights, which nothing moves.
    public RenderScene withLights(List<Light> others) {
        return new RenderScene(meshes, materials, instances, others, others.stream().map(l -> -1).toList(),
                environment);
    }

    public RenderScene withEnvironment(Environment other) {
        return new RenderScene(meshes, materials, instances, lights, lightIds, other);
    }

    public RenderScene withInstances(List<Instance> others) {
        return new RenderScene(meshes, materials, others, lights, lightIds, environment);
    }

    /// This scene with levels of detail for all meshes, for images smaller than a photograph.
    ///
    /// @param leastFaces of the coarsest level, about
    public RenderScene withLevelsOfDetail(int leastFaces) {
        List<RenderMesh> all = meshes.stream().map(m -> m.withLevels(leastFaces)).toList();
        return new RenderScene(all, materials, instances, lights, lightIds, environment);
    }

    /// The number of triangles of all instances at their finest level.
    public long faceCount() {
        return instances.stream().mapToLong(i -> meshes.get(i.mesh()).finest().faceCount()).sum();
    }

    /// The box around all instances of a world that are smaller than `limit` and visible; empty when there is none.
    public Aabb bounds(WorldState world, double limit) {
        Aabb box = Aabb.EMPTY;
        for (int i = 0; i < instances.size(); i++) {
            Aabb each = world.bounds(i);
            if (world.visible[i] && each.halfSize().length() <= limit) {
                box = box.union(each);
            }
        }
        return box;
    }
}

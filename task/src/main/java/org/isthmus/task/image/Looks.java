package org.isthmus.task.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.ModelScene;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.Studio;
import org.isthmus.render.scene.WorldState;

/// How each world looks: a state of the renderer's scene, and where its cameras are beside where they should be.
///
/// Every instance has a material of its own, so that changing one changes nothing else.
public final class Looks {
    /// Triangles of the coarsest level of detail, about.
    private static final int LEAST_FACES = 64;

    private final Model model;
    private final RenderScene scene;
    private final List<CameraSpec> cameras;
    private final List<WorldState> worlds = new ArrayList<>();
    /// [worlds][cameras] moves of cameras in their own frames
    private final Pose[][] moves;
    /// [worlds][cameras] factors of their focal lengths
    private final double[][] zooms;

    public Looks(Model model, List<CameraSpec> cameras, int count) {
        this.model = model;
        this.cameras = List.copyOf(cameras);
        RenderScene bare = ModelScene.of(model, new Diagnostics()).withLevelsOfDetail(LEAST_FACES);
        scene = withOwnMaterials(Studio.around(bare, ModelScene.reference(bare, model), false));
        moves = new Pose[count][cameras.size()];
        zooms = new double[count][cameras.size()];
        for (int w = 0; w < count; w++) {
            worlds.add(new WorldState(scene));
            reset(w);
        }
    }

    private static RenderScene withOwnMaterials(RenderScene scene) {
        List<PbrMaterial> materials = new ArrayList<>();
        List<Instance> instances = new ArrayList<>();
        for (Instance i : scene.instances()) {
            instances.add(new Instance(i.name(), i.mesh(), materials.size(), i.geom(), i.body(), i.object(),
                    i.semantic(), i.scale(), i.pose()));
            materials.add(scene.materials().get(i.material()));
        }
        return new RenderScene(scene.meshes(), materials, instances, scene.lights(), scene.lightIds(),
                scene.environment());
    }

    public Model model() {
        return model;
    }

    public RenderScene scene() {
        return scene;
    }

    public List<CameraSpec> cameras() {
        return cameras;
    }

    /// All worlds, by number.
    public List<WorldState> worlds() {
        return worlds;
    }

    /// Makes a world look as the scene does.
    public void reset(int world) {
        WorldState state = worlds.get(world);
        for (int i = 0; i < scene.instances().size(); i++) {
            state.visible[i] = true;
            state.materials.set(i, scene.materials().get(i));
        }
        state.lights.clear();
        state.lights.addAll(scene.lights());
        state.environment = scene.environment();
        for (int c = 0; c < cameras.size(); c++) {
            moves[world][c] = Pose.IDENTITY;
            zooms[world][c] = 1;
        }
    }

    /// The instances that show a body; all that are fixed to the world for `world`.
    public int[] instancesOf(int body) {
        return IntStream.range(0, scene.instances().size())
                .filter(i -> scene.instances().get(i).body() == body).toArray();
    }

    /// The instances of a geom.
    public int[] instancesOfGeom(int geom) {
        return IntStream.range(0, scene.instances().size())
                .filter(i -> scene.instances().get(i).geom() == geom).toArray();
    }

    /// Moves a camera, in its own frame (x right, y down, z forward).
    public void move(int world, int camera, Pose move) {
        moves[world][camera] = moves[world][camera].times(move);
    }

    /// Multiplies a camera's focal length.
    public void zoom(int world, int camera, double factor) {
        zooms[world][camera] *= factor;
    }

    Pose moveOf(int world, int camera) {
        return moves[world][camera];
    }

    double zoomOf(int world, int camera) {
        return zooms[world][camera];
    }
}

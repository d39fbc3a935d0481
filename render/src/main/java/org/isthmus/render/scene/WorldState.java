package org.isthmus.render.scene;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.render.splat.SplatLayer;

/// What differs between worlds: where things are, what they look like, the light. Owned by the caller, who changes it between images.
public final class WorldState {
    /// Numbers of a transform: a 3 by 4 matrix, row by row.
    public static final int TRANSFORM = 12;

    /// [ninstance][12] `X_WI`: mesh to world
    public final double[] transforms;
    /// [ninstance][12] the same at the earlier time that optical flow starts from
    public final double[] earlier;
    /// [ninstance] index into [RenderScene#materials]
    public final int[] material;
    /// [ninstance]
    public final boolean[] visible;
    /// One material each, instead of the scene's where not null, would be shared by its instances; what is drawn is
    /// `materials.get(material[i])`.
    public final List<PbrMaterial> materials;
    public final List<Light> lights;
    /// Captured surroundings and things, drawn together with the meshes; none at first.
    public final List<SplatLayer> splats = new ArrayList<>();
    public Environment environment;

    private final RenderScene scene;

    /// A world as the scene describes it, geoms at the world's origin until [#place] is called.
    public WorldState(RenderScene scene) {
        this.scene = scene;
        int n = scene.instances().size();
        transforms = new double[TRANSFORM * n];
        earlier = new double[TRANSFORM * n];
        material = new int[n];
        visible = new boolean[n];
        materials = new ArrayList<>(scene.materials());
        lights = new ArrayList<>(scene.lights());
        environment = scene.environment();
        for (int i = 0; i < n; i++) {
            material[i] = scene.instances().get(i).material();
            visible[i] = true;
            place(i, Pose.IDENTITY);
        }
        keepAsEarlier();
    }

    public RenderScene scene() {
        return scene;
    }

    /// Puts the frame that an instance is in (its geom's, or the world's) somewhere.
    public void place(int instance, Pose frame) {
        Instance it = scene.instances().get(instance);
        set(instance, frame.times(it.pose()), it.scale());
    }

    /// Puts a mesh itself somewhere, scaled along its axes.
    public void set(int instance, Pose pose, Vec3 scale) {
        double[] t = transforms;
        int at = TRANSFORM * instance;
        Transforms.set(pose, t, at);
        for (int row = at; row < at + TRANSFORM; row += 4) {
            t[row] *= scale.x();
            t[row + 1] *= scale.y();
            t[row + 2] *= scale.z();
        }
    }

    /// Puts everything that belongs to the model where its kinematics have it, lights too.
    public void place(Kinematics kinematics) {
        for (int i = 0; i < scene.instances().size(); i++) {
            int geom = scene.instances().get(i).geom();
            if (geom >= 0) {
                double[] m = kinematics.geomXmat;
                int at = 9 * geom;
                Rotation r = new Rotation(m[at], m[at + 1], m[at + 2], m[at + 3], m[at + 4], m[at + 5], m[at + 6],
                        m[at + 7], m[at + 8]);
                place(i, new Pose(Vec3.of(kinematics.geomXpos, 3 * geom), r.toQuat()));
            }
        }
        for (int l = 0; l < scene.lightIds().size() && l < lights.size(); l++) {
            int id = scene.lightIds().get(l);
            if (id >= 0) {
                lights.set(l, lights.get(l).at(Vec3.of(kinematics.lightXpos, 3 * id),
                        Vec3.of(kinematics.lightXdir, 3 * id)));
            }
        }
    }

    /// Makes the present places those that optical flow starts from.
    public void keepAsEarlier() {
        System.arraycopy(transforms, 0, earlier, 0, transforms.length);
    }

    /// The material that an instance has in this world.
    public PbrMaterial materialOf(int instance) {
        return materials.get(material[instance]);
    }

    /// The box around an instance, world frame, m.
    public Aabb bounds(int instance) {
        double[] center = new double[3];
        double[] half = new double[3];
        bounds(instance, center, half);
        return Aabb.centered(Vec3.of(center, 0), Vec3.of(half, 0));
    }

    /// Writes the middle and half the size of that box.
    ///
    /// @param center [3] out
    /// @param half [3] out
    public void bounds(int instance, double[] center, double[] half) {
        scene.meshes().get(scene.instances().get(instance).mesh()).box(center, half);
        double cx = center[0];
        double cy = center[1];
        double cz = center[2];
        double hx = half[0];
        double hy = half[1];
        double hz = half[2];
        double[] t = transforms;
        for (int row = 0; row < 3; row++) {
            int at = TRANSFORM * instance + 4 * row;
            center[row] = t[at] * cx + t[at + 1] * cy + t[at + 2] * cz + t[at + 3];
            half[row] = Math.abs(t[at]) * hx + Math.abs(t[at + 1]) * hy + Math.abs(t[at + 2]) * hz;
        }
    }
}

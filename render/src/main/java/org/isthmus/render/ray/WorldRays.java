package org.isthmus.render.ray;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Aabb;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.Transforms;
import org.isthmus.render.scene.WorldState;

/// All that rays can hit in one world. Made once for a scene; [#update] follows a world's state. One thread updates; then any number
/// trace, each with its own [Tracer].
public final class WorldRays {
    /// What is farther away is nowhere, m: single precision ends there.
    private static final double LIMIT = 1e15;

    private final RenderScene scene;
    /// [ninstance][12] world to mesh, row by row
    private final double[] inverse;
    /// [ninstance] the hierarchy of each one's mesh
    private final TriangleTree[] meshes;
    private WideTree top = new WideTree(new float[0], 1);
    /// [nleaf] the instance of each leaf of the tree
    private int[] leaves = {};

    /// Builds the hierarchies of all meshes.
    public WorldRays(RenderScene scene) {
        this(scene, trees(scene));
    }

    /// Shares hierarchies that were built before.
    ///
    /// @param trees of the scene's meshes
    public WorldRays(RenderScene scene, List<TriangleTree> trees) {
        this.scene = scene;
        meshes = scene.instances().stream().map(i -> trees.get(i.mesh())).toArray(TriangleTree[]::new);
        inverse = new double[WorldState.TRANSFORM * scene.instances().size()];
    }

    /// The hierarchies of a scene's meshes, at their finest level.
    public static List<TriangleTree> trees(RenderScene scene) {
        List<TriangleTree> trees = new ArrayList<>();
        scene.meshes().forEach(m -> trees.add(TriangleTree.of(m.finest())));
        return trees;
    }

    public RenderScene scene() {
        return scene;
    }

    /// Takes over where the instances of a world are. What is not visible, or fully transparent, is not hit.
    public void update(WorldState world) {
        int n = scene.instances().size();
        int[] kept = new int[n];
        float[] boxes = new float[6 * n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            boolean somewhere = world.bounds(i).max().lengthSquared() < LIMIT * LIMIT
                    && world.bounds(i).min().lengthSquared() < LIMIT * LIMIT;
            boolean seen = somewhere && world.visible[i] && world.materialOf(i).opacity() > 0
                    && !meshes[i].empty;
            if (seen && Transforms.invert(world.transforms, WorldState.TRANSFORM * i, inverse)) {
                Aabb b = world.bounds(i);
                kept[count] = i;
                for (int k = 0; k < 3; k++) {
                    boxes[6 * count + k] = outwards(b.min().get(k), -1);
                    boxes[6 * count + 3 + k] = outwards(b.max().get(k), 1);
                }
                count++;
            }
        }
        top = new WideTree(Arrays.copyOf(boxes, 6 * count), 1);
        leaves = new int[top.leaves];
        for (int leaf = 0; leaf < top.leaves; leaf++) {
            leaves[leaf] = kept[top.order[top.leafStart[leaf]]];
        }
    }

    /// A little beyond a bound: instances are placed in double precision, boxes are single.
    private static float outwards(double bound, int sign) {
        return (float) (bound + sign * (1e-6 + 4e-7 * Math.abs(bound)));
    }

    /// A tracer for one thread.
    ///
    /// @param longRun whether millions of rays will follow, so that vectors pay
    public Tracer tracer(boolean longRun) {
        return new Tracer(Kernel.of(longRun));
    }

    /// A tracer with plain loops or with vectors.
    Tracer tracer(Kernel kernel) {
        return new Tracer(kernel);
    }

    /// Traces rays, for one thread; allocates nothing.
    public final class Tracer {
        private static final int STACK = 1024;
        private final Kernel kernel;
        private final LocalRay outer = new LocalRay();
        private final LocalRay inner = new LocalRay();
        private final int[] stack = new int[STACK];
        private final float[] stackNear = new float[STACK];
        private boolean any;
        /// Where to go on: a node, or a leaf as `~leaf`.
        private int next;

        private Tracer(Kernel kernel) {
            this.kernel = kernel;
        }

        /// Finds the first thing that a ray hits; false, with instance −1, when there is none. Rays that are not finite hit nothing.
        public boolean closest(Ray ray) {
            any = false;
            return trace(ray);
        }

        /// Whether a ray hits anything; what it tells of the hit is not the first.
        public boolean occluded(Ray ray) {
            any = true;
            return trace(ray);
        }

        private boolean trace(Ray ray) {
            ray.instance = -1;
            ray.t = ray.tmax;
            float size = (float) (Math.abs(ray.dx) + Math.abs(ray.dy) + Math.abs(ray.dz));
            if (!(size > 0 && size < Float.POSITIVE_INFINITY && ray.tmin >= 0)) {
                return false;
            }
            outer.set((float) ray.ox, (float) ray.oy, (float) ray.oz, (float) ray.dx, (float) ray.dy, (float) ray.dz,
                    ray.tmin, ray.tmax);
            if (!(Math.abs(outer.ox) + Math.abs(outer.oy) + Math.abs(outer.oz) < Float.POSITIVE_INFINITY)) {
                return false;
            }
            walk(ray);
            return ray.instance >= 0;
        }

        /// Through the tree of the instances, and from each of its leaves through that instance's triangles: one loop for both, as HotSpot
        /// inlines the kernel of boxes in one place only.
        private void walk(Ray ray) {
            WideTree instances = top;
            float[] boxes = instances.boxes;
            int[] children = instances.children;
            LocalRay local = outer;
            TriangleTree mesh = null;
            int instance = -1;
            int base = -1; // of the stack within an instance
            int depth = 0;
            int node = 0;
            while (true) {
                if (node >= 0) {
                    int met = kernel.boxes(boxes, children, node, local);
                    if (met != 0) {
                        depth = pushAllButOne(met, depth);
                        node = next;
                        continue;
                    }
                } else if (mesh == null) {
                    instance = leaves[~node];
                    mesh = meshes[instance];
                    toMesh(ray, WorldState.TRANSFORM * instance);
                    boxes = mesh.boxes;
                    children = mesh.children;
                    local = inner;
                    base = depth;
                    node = 0;
                    continue;
                } else if (block(ray, mesh, ~node, instance) && any) {
                    return;
                }
                do {
                    if (depth == base) {
                        mesh = null;
                        base = -1;
                        boxes = instances.boxes;
                        children = instances.children;
                        local = outer;
                        local.tmax = ray.t;
                    }
                    if (depth == 0) {
                        return;
                    }
                    node = stack[--depth];
                } while (stackNear[depth] >= ray.t);
            }
        }

        /// Leaves the nearest child of a node that a ray meets in [#next] and the others on the stack, the nearest of them on top; returns
        /// the new depth. Mostly there is one only, which never sees the stack. Where any hit will do, their order does not matter.
        ///
        /// @param met which of the children, as bits, one at least
        private int pushAllButOne(int met, int depth) {
            int k = Integer.numberOfTrailingZeros(met);
            int others = met & met - 1;
            int[] child = kernel.child;
            next = child[k];
            if (others == 0) {
                return depth;
            }
            float[] near = kernel.near;
            stack[depth] = next;
            stackNear[depth] = near[k];
            int end = depth + 1;
            do {
                k = Integer.numberOfTrailingZeros(others);
                others &= others - 1;
                float distance = near[k];
                int at = end++;
                while (!any && at > depth && stackNear[at - 1] < distance) { // insertion sort, farthest below
                    stackNear[at] = stackNear[at - 1];
                    stack[at] = stack[at - 1];
                    at--;
                }
                stackNear[at] = distance;
                stack[at] = child[k];
            } while (others != 0);
            next = stack[--end];
            return end;
        }

        private void toMesh(Ray r, int at) {
            double[] m = inverse;
            float x = (float) Math.fma(m[at], r.ox, Math.fma(m[at + 1], r.oy, Math.fma(m[at + 2], r.oz, m[at + 3])));
            float y = (float) Math.fma(m[at + 4], r.ox,
                    Math.fma(m[at + 5], r.oy, Math.fma(m[at + 6], r.oz, m[at + 7])));
            float z = (float) Math.fma(m[at + 8], r.ox,
                    Math.fma(m[at + 9], r.oy, Math.fma(m[at + 10], r.oz, m[at + 11])));
            float dx = (float) Math.fma(m[at], r.dx, Math.fma(m[at + 1], r.dy, m[at + 2] * r.dz));
            float dy = (float) Math.fma(m[at + 4], r.dx, Math.fma(m[at + 5], r.dy, m[at + 6] * r.dz));
            float dz = (float) Math.fma(m[at + 8], r.dx, Math.fma(m[at + 9], r.dy, m[at + 10] * r.dz));
            inner.set(x, y, z, dx, dy, dz, r.tmin, r.t);
        }

        private boolean block(Ray ray, TriangleTree tree, int block, int instance) {
            inner.shear();
            int mask = kernel.triangles(tree.blocks, TriangleTree.BLOCK * block, inner);
            if (any) {
                ray.instance = mask == 0 ? -1 : instance;
                return mask != 0;
            }
            boolean hit = false;
            while (mask != 0) {
                int k = Integer.numberOfTrailingZeros(mask);
                mask &= mask - 1;
                if (kernel.near[k] < ray.t) {
                    ray.t = kernel.near[k];
                    ray.b1 = kernel.b1[k];
                    ray.b2 = kernel.b2[k];
                    ray.instance = instance;
                    ray.face = tree.faces[WideTree.WIDTH * block + k];
                    inner.tmax = ray.t;
                    hit = true;
                }
            }
            return hit;
        }
    }
}

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
    private final List<TriangleTree> trees;
    /// [ninstance][12] world to mesh, row by row
    private final double[] inverse;
    /// [n] instances in the tree
    private int[] present = {};
    private WideTree top = new WideTree(new float[0], 1);

    /// Builds the hierarchies of all meshes.
    public WorldRays(RenderScene scene) {
        this(scene, trees(scene));
    }

    /// Shares hierarchies that were built before.
    ///
    /// @param trees of the scene's meshes
    public WorldRays(RenderScene scene, List<TriangleTree> trees) {
        this.scene = scene;
        this.trees = List.copyOf(trees);
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
                    && !trees.get(scene.instances().get(i).mesh()).empty;
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
        present = Arrays.copyOf(kept, count);
        top = new WideTree(Arrays.copyOf(boxes, 6 * count), 1);
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
            stack[0] = 0;
            stackNear[0] = 0;
            int depth = 1;
            while (depth > 0) {
                int node = stack[--depth];
                if (stackNear[depth] >= ray.t) {
                    continue;
                }
                if (node < 0) {
                    outer.tmax = ray.t;
                    if (mesh(ray, present[top.order[top.leafStart[~node]]], depth) && any) {
                        return true;
                    }
                    outer.tmax = ray.t;
                    continue;
                }
                depth = push(top.boxes, top.children, node, outer, depth);
            }
            return ray.instance >= 0;
        }

        /// Pushes the children of a node that a ray meets, the nearest on top; returns the new depth.
        private int push(float[] boxes, int[] children, int node, LocalRay ray, int depth) {
            int mask = kernel.boxes(boxes, WideTree.NODE * node, ray);
            int top1 = depth;
            float[] near = kernel.near;
            while (mask != 0) {
                int k = Integer.numberOfTrailingZeros(mask);
                mask &= mask - 1;
                float d = near[k];
                int at = top1++;
                while (at > depth && stackNear[at - 1] < d) { // insertion sort, farthest below
                    stackNear[at] = stackNear[at - 1];
                    stack[at] = stack[at - 1];
                    at--;
                }
                stackNear[at] = d;
                stack[at] = children[WideTree.WIDTH * node + k];
            }
            return top1;
        }

        /// Traces through one instance with what is left of the stack.
        private boolean mesh(Ray ray, int instance, int base) {
            TriangleTree tree = trees.get(scene.instances().get(instance).mesh());
            toMesh(ray, WorldState.TRANSFORM * instance);
            stack[base] = 0;
            stackNear[base] = 0;
            int depth = base + 1;
            boolean hit = false;
            while (depth > base) {
                int node = stack[--depth];
                if (stackNear[depth] >= inner.tmax) {
                    continue;
                }
                if (node >= 0) {
                    depth = push(tree.boxes, tree.children, node, inner, depth);
                } else if (block(ray, tree, ~node, instance)) {
                    hit = true;
                    if (any) {
                        return true;
                    }
                }
            }
            return hit;
        }

        private void toMesh(Ray r, int at) {
            double[] m = inverse;
            float x = (float) (m[at] * r.ox + m[at + 1] * r.oy + m[at + 2] * r.oz + m[at + 3]);
            float y = (float) (m[at + 4] * r.ox + m[at + 5] * r.oy + m[at + 6] * r.oz + m[at + 7]);
            float z = (float) (m[at + 8] * r.ox + m[at + 9] * r.oy + m[at + 10] * r.oz + m[at + 11]);
            float dx = (float) (m[at] * r.dx + m[at + 1] * r.dy + m[at + 2] * r.dz);
            float dy = (float) (m[at + 4] * r.dx + m[at + 5] * r.dy + m[at + 6] * r.dz);
            float dz = (float) (m[at + 8] * r.dx + m[at + 9] * r.dy + m[at + 10] * r.dz);
            inner.set(x, y, z, dx, dy, dz, r.tmin, r.t);
        }

        private boolean block(Ray ray, TriangleTree tree, int block, int instance) {
            int mask = kernel.triangles(tree.blocks, TriangleTree.BLOCK * block, inner);
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

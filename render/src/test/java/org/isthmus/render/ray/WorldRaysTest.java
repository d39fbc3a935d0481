package org.isthmus.render.ray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.TestScenes;
import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.testkit.Allocation;
import org.junit.jupiter.api.Test;

class WorldRaysTest {
    private static WorldRays rays(RenderScene scene) {
        WorldRays rays = new WorldRays(scene);
        rays.update(new WorldState(scene));
        return rays;
    }

    @Test
    void closestHitIsThatOfBruteForce() {
        for (int count : new int[]{0, 1, 7, 8, 9, 40}) {
            RenderScene scene = TestScenes.scattered(count, count);
            WorldState world = new WorldState(scene);
            WorldRays rays = rays(scene);
            WorldRays.Tracer tracer = rays.tracer(false);
            RandomStream random = RandomStream.of(7).child(count);
            Ray ray = new Ray();
            int differing = 0;
            for (int i = 0; i < 1000; i++) {
                Vec3 origin = random.nextDirection().times(3);
                Vec3 target = random.nextInBall();
                ray.set(origin, target.minus(origin).times(random.nextDouble(0.1, 10)));
                double expected = bruteForce(scene, world, ray);
                boolean hit = tracer.closest(ray);
                assertThat(hit).isEqualTo(ray.instance >= 0);
                boolean same = hit ? Math.abs(ray.t - expected) <= 1e-4 * (1 + expected)
                        : expected == Double.POSITIVE_INFINITY;
                differing += same ? 0 : 1;
                Ray again = new Ray().set(ray.ox, ray.oy, ray.oz, ray.dx, ray.dy, ray.dz, 0, Float.POSITIVE_INFINITY);
                assertThat(tracer.occluded(again)).isEqualTo(hit);
            }
            assertThat(differing).as("%d instances", count).isLessThanOrEqualTo(1); // silhouettes, single precision
        }
    }

    /// In double precision, over all triangles (Möller and Trumbore 1997).
    private static double bruteForce(RenderScene scene, WorldState world, Ray ray) {
        double best = Double.POSITIVE_INFINITY;
        Vec3 o = ray.at(0);
        Vec3 d = ray.at(1).minus(o);
        for (int i = 0; i < scene.instances().size(); i++) {
            MeshLevel m = scene.meshes().get(scene.instances().get(i).mesh()).finest();
            for (int f = 0; f < m.faceCount(); f++) {
                Vec3 a = corner(world, i, m, f, 0);
                Vec3 e1 = corner(world, i, m, f, 1).minus(a);
                Vec3 e2 = corner(world, i, m, f, 2).minus(a);
                Vec3 p = d.cross(e2);
                double det = e1.dot(p);
                Vec3 s = o.minus(a);
                double u = s.dot(p) / det;
                Vec3 q = s.cross(e1);
                double v = d.dot(q) / det;
                double t = e2.dot(q) / det;
                if (u >= 0 && v >= 0 && u + v <= 1 && t > 0) {
                    best = Math.min(best, t);
                }
            }
        }
        return best;
    }

    private static Vec3 corner(WorldState world, int instance, MeshLevel m, int face, int corner) {
        int v = m.faces()[3 * face + corner];
        double[] t = world.transforms;
        int at = 12 * instance;
        Vec3 p = new Vec3(m.x()[v], m.y()[v], m.z()[v]);
        return new Vec3(t[at] * p.x() + t[at + 1] * p.y() + t[at + 2] * p.z() + t[at + 3],
                t[at + 4] * p.x() + t[at + 5] * p.y() + t[at + 6] * p.z() + t[at + 7],
                t[at + 8] * p.x() + t[at + 9] * p.y() + t[at + 10] * p.z() + t[at + 11]);
    }

    @Test
    void closedSurfacesHaveNoCracks() {
        for (Mesh mesh : List.of(Shapes.icosphere(1, 3), Shapes.box(1, 1, 1), Shapes.cylinder(1, 1, 33))) {
            RenderScene scene = TestScenes.single(mesh, PbrMaterial.DEFAULT);
            WorldRays.Tracer tracer = rays(scene).tracer(false);
            RandomStream random = RandomStream.of(3);
            Ray ray = new Ray();
            for (int f = 0; f < mesh.faceCount(); f++) {
                Vec3 a = mesh.corner(f, 0);
                Vec3 b = mesh.corner(f, 1);
                // from inside, exactly at a vertex, and at places on an edge
                assertThat(tracer.closest(ray.set(Vec3.ZERO, a))).isTrue();
                assertThat(tracer.closest(ray.set(new Vec3(0.1, 0.2, 0.05), a.lerp(b, random.nextDouble())
                        .minus(new Vec3(0.1, 0.2, 0.05))))).isTrue();
            }
            for (int i = 0; i < 20_000; i++) {
                assertThat(tracer.closest(ray.set(random.nextInBall().times(0.3), random.nextDirection()))).isTrue();
            }
        }
    }

    @Test
    void bothFormsOfTheKernelsGiveTheSameBits() {
        RenderScene scene = TestScenes.scattered(5, 30);
        WorldRays rays = rays(scene);
        WorldRays.Tracer plain = rays.tracer(new Kernel.ScalarKernel());
        WorldRays.Tracer vector = rays.tracer(new VectorKernel());
        RandomStream random = RandomStream.of(11);
        Ray a = new Ray();
        Ray b = new Ray();
        for (int i = 0; i < 3000; i++) {
            Vec3 origin = random.nextDirection().times(2);
            Vec3 direction = i % 10 == 0 ? axis(i) : random.nextInBall().minus(origin);
            boolean hit = plain.closest(a.set(origin, direction));
            assertThat(vector.closest(b.set(origin, direction))).isEqualTo(hit);
            assertThat(b.instance).isEqualTo(a.instance);
            if (hit) {
                assertThat(b.face).isEqualTo(a.face);
                assertThat(b.t).isEqualTo(a.t);
                assertThat(b.b1).isEqualTo(a.b1);
                assertThat(b.b2).isEqualTo(a.b2);
            }
        }
    }

    private static Vec3 axis(int i) {
        return List.of(Vec3.X, Vec3.Y, Vec3.Z, Vec3.X.negate(), Vec3.Y.negate(), Vec3.Z.negate()).get(i / 10 % 6);
    }

    @Test
    void raysEndAndBeginWhereTheyShould() {
        WorldRays.Tracer tracer = rays(TestScenes.single(Shapes.box(1, 1, 1), PbrMaterial.DEFAULT)).tracer(false);
        Ray ray = new Ray();
        assertThat(tracer.closest(ray.set(-5, 0.1, 0.2, 1, 0, 0, 0, 3.9f))).isFalse();
        assertThat(tracer.closest(ray.set(-5, 0.1, 0.2, 1, 0, 0, 0, 4.1f))).isTrue();
        assertThat(ray.t).isEqualTo(4);
        assertThat(tracer.closest(ray.set(-5, 0.1, 0.2, 1, 0, 0, 4.1f, 100))).isTrue();
        assertThat(ray.t).isCloseTo(6, within(1e-5f));
    }

    @Test
    void raysThatAreNoneHitNothing() {
        WorldRays.Tracer tracer = rays(TestScenes.scattered(1, 20)).tracer(false);
        Ray ray = new Ray();
        for (double bad : new double[]{Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300}) {
            assertThat(tracer.closest(ray.set(bad, 0, 0, 1, 0, 0, 0, 10))).isFalse();
            assertThat(tracer.closest(ray.set(0, 0, 0, bad, 0, 0, 0, 10))).isFalse();
        }
        assertThat(tracer.closest(ray.set(0, 0, 0, 0, 0, 0, 0, 10))).isFalse();
        assertThat(tracer.closest(ray.set(0, 0, 0, 1, 0, 0, Float.NaN, 10))).isFalse();
    }

    @Test
    void meshesWithoutTrianglesOrAllInOnePlaceAreHarmless() {
        double[] same = new double[9 * 100];
        int[] faces = new int[300];
        for (int i = 0; i < faces.length; i++) {
            faces[i] = i % 300;
            same[3 * i] = i % 3 == 0 ? 1 : 0;
            same[3 * i + 1] = i % 3 == 1 ? 1 : 0;
        }
        Mesh stacked = Mesh.of(DoubleArray.wrap(same), IntArray.wrap(faces));
        WorldRays.Tracer tracer = rays(TestScenes.single(stacked, PbrMaterial.DEFAULT)).tracer(false);
        assertThat(tracer.closest(new Ray().set(new Vec3(0.2, 0.2, 1), Vec3.Z.negate()))).isTrue();
        Mesh degenerate = Mesh.of(DoubleArray.wrap(0, 0, 0, 1, 0, 0, 2, 0, 0), IntArray.wrap(0, 1, 2));
        tracer = rays(TestScenes.single(degenerate, PbrMaterial.DEFAULT)).tracer(false);
        assertThat(tracer.closest(new Ray().set(new Vec3(0.5, 0, 1), Vec3.Z.negate()))).isFalse();
    }

    @Test
    void invisibleAndFullyTransparentThingsAreNotHit() {
        RenderScene scene = TestScenes.single(Shapes.box(1, 1, 1), PbrMaterial.DEFAULT);
        WorldState world = new WorldState(scene);
        WorldRays rays = new WorldRays(scene);
        world.visible[0] = false;
        rays.update(world);
        assertThat(rays.tracer(false).closest(new Ray().set(new Vec3(-3, 0, 0), Vec3.X))).isFalse();
        world.visible[0] = true;
        world.place(0, Pose.at(0, 0, 5));
        rays.update(world);
        assertThat(rays.tracer(false).closest(new Ray().set(new Vec3(-3, 0, 0), Vec3.X))).isFalse();
        assertThat(rays.tracer(false).closest(new Ray().set(new Vec3(-3, 0, 5), Vec3.X))).isTrue();
    }

    @Test
    void tracingAllocatesNothing() {
        WorldRays.Tracer tracer = rays(TestScenes.scattered(5, 30)).tracer(false);
        Ray ray = new Ray();
        Allocation.assertNone(200, () -> tracer.closest(ray.set(2, 0.1, 0.2, -1, 0.03, 0.01, 0, 100)));
    }
}

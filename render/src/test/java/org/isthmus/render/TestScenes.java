package org.isthmus.render;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.mesh.CornerValues;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.mesh.RenderMesh;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.texture.Rgb;

/// Scenes for tests.
public final class TestScenes {
    private TestScenes() {}

    /// Shapes of several kinds scattered in a box of half size 1, with random sizes and colours.
    public static RenderScene scattered(long seed, int count) {
        RandomStream random = RandomStream.of(seed).child("scattered");
        List<RenderMesh> meshes = List.of(
                MeshConversion.convert("sphere", Shapes.icosphere(1, 3)),
                MeshConversion.convert("box", Shapes.box(1, 1, 1)),
                MeshConversion.convert("torus", Shapes.torus(1, 0.35, 24, 12)),
                MeshConversion.convert("cylinder", Shapes.cylinder(1, 1, 17)),
                MeshConversion.convert("soup", soup(random, 40)));
        List<PbrMaterial> materials = new ArrayList<>();
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            materials.add(PbrMaterial.of(new Rgb(random.nextDouble(), random.nextDouble(), random.nextDouble())));
            Pose pose = new Pose(random.nextInBall(), random.nextRotation());
            Vec3 scale = new Vec3(random.nextDouble(0.05, 0.4), random.nextDouble(0.05, 0.4),
                    random.nextDouble(0.05, 0.4));
            instances.add(new Instance("i" + i, i % meshes.size(), i, -1, 0, i + 1, i % 3, scale, pose));
        }
        return new RenderScene(meshes, materials, instances, List.of(), List.of(),
                Environment.constant(Rgb.grey(0.5)));
    }

    /// Triangles without any order.
    public static Mesh soup(RandomStream random, int count) {
        double[] vertices = random.doubles(9L * count, -1, 1).toArray();
        int[] faces = new int[3 * count];
        for (int i = 0; i < faces.length; i++) {
            faces[i] = i;
        }
        return Mesh.of(DoubleArray.wrap(vertices), IntArray.wrap(faces));
    }

    /// A square on z = 0 with texture coordinates from 0 to 1.
    public static Mesh plate(double half) {
        Mesh plane = Mesh.of(DoubleArray.wrap(-half, -half, 0, half, -half, 0, half, half, 0, -half, half, 0),
                IntArray.wrap(0, 1, 2, 0, 2, 3));
        CornerValues corners = new CornerValues(2, DoubleArray.wrap(0, 0, 1, 0, 1, 1, 0, 1), plane.faces());
        return new Mesh(plane.vertices(), plane.faces(), plane.normals(), corners, plane.colours(), plane.parts());
    }

    /// One mesh at the origin.
    public static RenderScene single(Mesh mesh, PbrMaterial material) {
        return RenderScene.empty(Environment.constant(Rgb.WHITE))
                .with(MeshConversion.convert("mesh", mesh), material, "mesh", Pose.IDENTITY);
    }
}

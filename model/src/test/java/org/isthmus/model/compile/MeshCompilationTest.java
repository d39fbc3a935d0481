package org.isthmus.model.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.CompiledMesh;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.mesh.InertiaMode;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.testing.Models;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Meshes in their inertial frames, and what geoms make of them.
class MeshCompilationTest {
    private static final int[] BOX_FACES = {0, 1, 3, 0, 3, 2, 4, 6, 7, 4, 7, 5, 0, 4, 5, 0, 5, 1, 2, 3, 7, 2, 7, 6, 0,
        2, 6,
        0, 6, 4, 1, 5, 7, 1, 7, 3};

    /// A box of the given half sizes about `center`, turned.
    private static Mesh box(Vec3 half, Pose pose) {
        double[] vertices = new double[24];
        for (int i = 0; i < 8; i++) {
            Vec3 corner = new Vec3((i >> 2 & 1) * 2 - 1, (i >> 1 & 1) * 2 - 1, (i & 1) * 2 - 1).times(half);
            pose.transform(corner).into(vertices, 3 * i);
        }
        return Mesh.of(DoubleArray.wrap(vertices), IntArray.wrap(BOX_FACES));
    }

    private static Geom meshBody(Scene scene, String name, Mesh geometry) {
        MeshAsset asset = new MeshAsset();
        asset.name = name;
        asset.geometry = geometry;
        scene.meshes.add(asset);
        Body body = scene.world.addBody(name, Pose.IDENTITY);
        body.addFreeJoint(null);
        return body.addGeom(GeomType.MESH, new double[3], g -> g.mesh = name);
    }

    @ParameterizedTest
    @EnumSource
    void aBoxOfTrianglesWeighsAsABox(InertiaMode mode) {
        RandomGenerator random = new SplittableRandom(5);
        for (int trial = 0; trial < 20; trial++) {
            Vec3 half = new Vec3(random.nextDouble(0.1, 0.2), random.nextDouble(0.2, 0.4), random.nextDouble(0.4, 0.6));
            Pose pose = new Pose(new Vec3(random.nextDouble(), random.nextDouble(), random.nextDouble()),
                    Quat.fromRotationVector(new Vec3(random.nextDouble(), random.nextDouble(), random.nextDouble())));
            Scene scene = new Scene();
            meshBody(scene, "mesh", box(half, pose));
            scene.meshes.get(0).inertia = mode;
            Body body = scene.world.addBody("box", Pose.IDENTITY);
            body.addFreeJoint(null);
            body.addGeom(GeomType.BOX, half.toArray(), g -> {
                g.setPose(pose);
                g.shellInertia = mode == InertiaMode.SHELL;
            });
            Model model = SceneCompiler.compile(scene);
            Tolerances.assertClose(model.bodies().mass().get(1), model.bodies().mass().get(2), Tolerances.SINGLE);
            Tolerances.assertClose(model.bodies().ipos().vec3(1).toArray(), model.bodies().ipos().vec3(2).toArray(),
                    Tolerances.SINGLE);
            double[] moments = model.bodies().inertia().vec3(1).toArray();
            Tolerances.assertClose(moments, model.bodies().inertia().vec3(2).toArray(), Tolerances.SINGLE);
            Tolerances.assertClose(model.geoms().size().vec3(0).toArray(), half.toArray(), Tolerances.SINGLE);
        }
    }

    @Test
    void verticesOfAPlacedMeshAreWhereTheFileAndTheGeomPutThem() {
        Pose placed = new Pose(new Vec3(1, 2, 3), Quat.fromRotationVector(new Vec3(0.3, 0.2, 0.1)));
        Scene scene = new Scene();
        Mesh mesh = box(new Vec3(0.1, 0.2, 0.3), Pose.at(0.5, 0, 0));
        meshBody(scene, "m", mesh).setPose(placed);
        MeshAsset asset = scene.meshes.get(0);
        asset.scale[0] = 2;
        asset.refPos = new Vec3(0, 0.1, 0);
        asset.refQuat = Quat.fromRotationVector(new Vec3(0, 0, 1));
        Model model = SceneCompiler.compile(scene);
        Kinematics frames = new Kinematics(model);
        frames.compute(model.qpos0().toArray());
        CompiledMesh compiled = model.meshes().get(0);
        Pose reference = new Pose(asset.refPos, asset.refQuat).inverse();
        for (int i = 0; i < mesh.vertexCount(); i++) {
            Vec3 v = reference.transform(mesh.vertex(i));
            Vec3 expected = placed.transform(new Vec3(2 * v.x(), v.y(), v.z()));
            Vec3 local = compiled.geometry().vertex(i);
            double[] m = frames.geomXmat;
            Vec3 actual = new Vec3(m[0] * local.x() + m[1] * local.y() + m[2] * local.z() + frames.geomXpos[0],
                    m[3] * local.x() + m[4] * local.y() + m[5] * local.z() + frames.geomXpos[1],
                    m[6] * local.x() + m[7] * local.y() + m[8] * local.z() + frames.geomXpos[2]);
            Tolerances.assertClose(actual.toArray(), expected.toArray(), Tolerances.SINGLE);
        }
    }

    @Test
    void boxesFittedToABoxAreThatBox() {
        for (boolean byBounds : new boolean[]{false, true}) {
            Scene scene = new Scene();
            scene.compiler.fitAabb = byBounds;
            Vec3 half = new Vec3(0.1, 0.2, 0.3);
            Pose pose = new Pose(Vec3.Y, Quat.fromRotationVector(new Vec3(0.3, 0.2, 0.1)));
            Geom geom = meshBody(scene, "m", box(half, pose));
            geom.type = GeomType.BOX;
            geom.fitScale = 2;
            Model model = SceneCompiler.compile(scene);
            Tolerances.assertClose(model.geoms().size().vec3(0).toArray(), half.times(2).toArray(), Tolerances.SINGLE);
            Tolerances.assertClose(model.geoms().pos().vec3(0).toArray(), new double[]{0, 1, 0}, Tolerances.SINGLE);
            assertThat(model.geoms().type().get(0)).isEqualTo(GeomType.BOX.ordinal());
            assertThat(model.geoms().dataId().get(0)).isZero();
            Tolerances.assertClose(model.bodies().mass().get(1), 1000 * 8 * 0.2 * 0.4 * 0.6, Tolerances.SINGLE);
        }
    }

    @Test
    void fittedShapesTakeTheMeanOfTheTwoThinnerSides() {
        for (GeomType type : new GeomType[]{GeomType.SPHERE, GeomType.CAPSULE, GeomType.CYLINDER}) {
            Scene scene = new Scene();
            meshBody(scene, "m", box(new Vec3(0.1, 0.2, 0.6), Pose.IDENTITY)).type = type;
            double[] size = SceneCompiler.compile(scene).geoms().size().vec3(0).toArray();
            switch (type) {
                case SPHERE -> Tolerances.assertClose(size[0], 0.3, Tolerances.SINGLE);
                case CAPSULE -> Tolerances.assertClose(size, new double[]{0.15, 0.525, 0}, Tolerances.SINGLE);
                default -> Tolerances.assertClose(size, new double[]{0.15, 0.6, 0}, Tolerances.SINGLE);
            }
        }
    }

    @Test
    void meshesThatWereNotFoundTakeTheirGeomsWithThem() {
        Scene scene = new Scene();
        meshBody(scene, "found", box(Vec3.ONE, Pose.IDENTITY));
        meshBody(scene, "lost", box(Vec3.ONE, Pose.IDENTITY)).name = "gone";
        scene.meshes.get(1).geometry = null;
        Body body = scene.world.children.get(1);
        body.addGeom(GeomType.SPHERE, new double[]{1, 0, 0}, g -> g.name = "stays");
        body.addSite("here", Pose.IDENTITY);
        var site = body.addSite("gone too", Pose.IDENTITY);
        site.type = GeomType.MESH;
        site.mesh = "lost";
        Diagnostics diagnostics = new Diagnostics();
        Model model = SceneCompiler.compile(scene, diagnostics);
        assertThat(diagnostics.list()).singleElement().hasToString("warning: mesh 'lost' has no geometry; expected its "
                + "file; geoms and sites that use it are left out");
        assertThat(model.names().all(ObjectType.MESH)).containsExactly("found");
        assertThat(model.names().all(ObjectType.GEOM)).containsExactly("", "stays");
        assertThat(model.names().all(ObjectType.SITE)).containsExactly("here");
    }

    @Test
    void hullsMayBeBoundedAndMaterialsComeAlong() {
        Model model = Models.compile("""
                <asset><material name="brass"/>
                <mesh name="m" material="brass" maxhullvert="5" vertex="0 0 0 1 0 0 0 1 0 1 1 0 0 0 1 1 0 1 0 1 1 1 1
                1"/></asset>
                <worldbody><geom type="mesh" mesh="m"/><site type="mesh" mesh="m"/></worldbody>""");
        assertThat(model.meshes().get(0).hullVertices().length()).isLessThanOrEqualTo(5);
        assertThat(model.geoms().matId().get(0)).isZero();
        assertThat(model.sites().matId().get(0)).isZero();
    }

    @Test
    void noiseDoesNotTurnTheFrameOfASymmetricMesh() {
        Scene scene = new Scene();
        Mesh cube = box(Vec3.ONE, Pose.IDENTITY);
        double[] noisy = cube.vertices().toArray();
        RandomGenerator random = new SplittableRandom(1);
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += random.nextDouble(-1e-8, 1e-8);
        }
        meshBody(scene, "m", Mesh.of(DoubleArray.wrap(noisy), cube.faces()));
        assertThat(SceneCompiler.compile(scene).meshes().get(0).quat()).isEqualTo(Quat.IDENTITY);
    }
}

package org.isthmus.render.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.Shapes;
import org.junit.jupiter.api.Test;

class RenderMeshTest {
    @Test
    void edgesStaySharpAndRoundPartsRound() {
        MeshLevel box = MeshConversion.convert("box", Shapes.box(1, 2, 3)).finest();
        assertThat(box.vertexCount()).isEqualTo(24);
        for (float n : box.normals()) {
            assertThat(Math.abs(n)).isIn(0f, 1f);
        }
        MeshLevel sphere = MeshConversion.convert("sphere", Shapes.icosphere(1, 3)).finest();
        assertThat(sphere.vertexCount()).isEqualTo(642);
        for (int v = 0; v < sphere.vertexCount(); v++) {
            Vec3 n = new Vec3(sphere.normals()[3 * v], sphere.normals()[3 * v + 1], sphere.normals()[3 * v + 2]);
            assertThat(n.distance(new Vec3(sphere.x()[v], sphere.y()[v], sphere.z()[v]))).isLessThan(0.01);
        }
    }

    @Test
    void solidsAreKnown() {
        assertThat(MeshConversion.convert("", Shapes.box(1, 1, 1)).solid()).isTrue();
        assertThat(MeshConversion.convert("", Shapes.torus(1, 0.3, 9, 7)).solid()).isTrue();
        assertThat(MeshConversion.convert("", Shapes.plane(1, 1)).solid()).isFalse();
        assertThat(MeshConversion.convert("", Shapes.box(1, 1, 1), f -> f > 1).solid()).isFalse();
    }

    @Test
    void trianglesWithoutAreaAreDropped() {
        Mesh mesh = Mesh.of(DoubleArray.wrap(0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0),
                IntArray.wrap(0, 1, 2, 0, 1, 3, 0, 0, 3));
        assertThat(MeshConversion.convert("", mesh).finest().faceCount()).isEqualTo(1);
        Mesh none = Mesh.of(DoubleArray.wrap(), IntArray.wrap());
        assertThat(MeshConversion.convert("", none).withLevels(4).finest().faceCount()).isZero();
    }

    @Test
    void coarserLevelsHaveFewerTrianglesNearTheSurface() {
        RenderMesh sphere = MeshConversion.convert("sphere", Shapes.icosphere(1, 5)).withLevels(100);
        List<MeshLevel> levels = sphere.levels();
        assertThat(levels.size()).isGreaterThan(3);
        for (int l = 1; l < levels.size(); l++) {
            MeshLevel level = levels.get(l);
            assertThat(level.faceCount()).isLessThan(levels.get(l - 1).faceCount());
            assertThat(level.error()).isGreaterThanOrEqualTo(levels.get(l - 1).error());
            double sag = 0;
            for (int f = 0; f < level.faceCount(); f++) {
                sag = Math.max(sag, 1 - centre(level, f).length());
            }
            assertThat(sag).as("%d faces", level.faceCount()).isLessThan(10 * level.error() + 0.01);
        }
        assertThat(levels.getLast().faceCount()).isBetween(50, 400);
    }

    private static Vec3 centre(MeshLevel level, int face) {
        Vec3 sum = Vec3.ZERO;
        for (int k = 0; k < 3; k++) {
            int v = level.faces()[3 * face + k];
            sum = sum.plus(new Vec3(level.x()[v], level.y()[v], level.z()[v]));
        }
        return sum.times(1 / 3.0);
    }

    @Test
    void flatPartsLoseAllTrianglesThatTheyDoNotNeed() {
        int n = 20;
        double[] vertices = new double[3 * n * n];
        int[] faces = new int[6 * (n - 1) * (n - 1)];
        for (int i = 0, at = 0; i < n * n; i++) {
            vertices[3 * i] = i % n;
            vertices[3 * i + 1] = Math.floorDiv(i, n);
            if (i % n < n - 1 && i / n < n - 1) {
                int[] two = {i, i + 1, i + n + 1, i, i + n + 1, i + n};
                System.arraycopy(two, 0, faces, at, 6);
                at += 6;
            }
        }
        RenderMesh grid = MeshConversion.convert("grid", Mesh.of(DoubleArray.wrap(vertices), IntArray.wrap(faces)))
                .withLevels(10);
        MeshLevel coarse = grid.levels().getLast();
        assertThat(coarse.faceCount()).isLessThan(200); // the border stays
        assertThat(coarse.error()).isCloseTo(0, within(1e-9));
        double area = 0;
        for (int f = 0; f < coarse.faceCount(); f++) {
            int a = coarse.faces()[3 * f];
            int b = coarse.faces()[3 * f + 1];
            int c = coarse.faces()[3 * f + 2];
            area += 0.5 * ((coarse.x()[b] - coarse.x()[a]) * (double) (coarse.y()[c] - coarse.y()[a])
                    - (coarse.x()[c] - coarse.x()[a]) * (double) (coarse.y()[b] - coarse.y()[a]));
        }
        assertThat(area).isCloseTo((n - 1) * (n - 1), within(1e-6));
    }

    @Test
    void trianglesWithoutNeighboursStayAsTheyAre() {
        double[] vertices = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 0, 1, 1};
        int[] faces = {0, 1, 2, 3, 4, 5};
        RenderMesh loose = MeshConversion.convert("loose", Mesh.of(DoubleArray.wrap(vertices), IntArray.wrap(faces)));
        assertThat(loose.withLevels(1).levels().getLast().faceCount()).isEqualTo(2);
    }
}

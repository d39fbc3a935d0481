package org.isthmus.model.mesh;

import java.util.Arrays;

import org.isthmus.core.math.Vec3;

/// MuJoCo's own mesh shapes, the values of the mesh attribute `builtin`, with the same vertices and faces in the same order.
///
/// All are of unit size; MuJoCo has no documentation of their geometry beyond their parameters, so it was read off the meshes
/// that MuJoCo 3.14 makes, which a test compares with.
public enum BuiltinMesh {
    /// An icosahedron whose faces are subdivided. Parameters: subdivisions, 0 to 4.
    SPHERE(1) {
        @Override
        String check(double[] p) {
            return range("subdivisions", p[0], 0, 4);
        }

        @Override
        Mesh build(double[] p) {
            return Shapes.unitIcosphere(MUJOCO_ICOSAHEDRON, MUJOCO_ICOSAHEDRON_FACES, (int) p[0]);
        }
    },
    /// The upper half of a subdivided octahedron, closed at the bottom. Parameters: resolution, 0 to 10.
    HEMISPHERE(1) {
        @Override
        String check(double[] p) {
            return range("resolution", p[0], 0, 10);
        }

        @Override
        Mesh build(double[] p) {
            return hemisphere((int) p[0] + 1);
        }
    },
    /// A truncated cone, radius 1 below and `radius` above, without faces: its hull is meant. Parameters: edges, at least 3 (MuJoCo
    /// lets fewer pass and fails later); radius at the top.
    CONE(2) {
        @Override
        String check(double[] p) {
            return first(range("number of edges", p[0], 3, MAX_RESOLUTION),
                    range("radius", p[1], 0, Mesh.MAX_COORDINATE));
        }

        @Override
        Mesh build(double[] p) {
            return cone((int) p[0], p[1]);
        }
    },
    /// A superellipsoid. Parameters: resolution, at least 3; exponent east-west; exponent north-south.
    SUPERSPHERE(3) {
        @Override
        String check(double[] p) {
            return first(range("resolution", p[0], 3, MAX_RESOLUTION), range("exponent e", p[1], 0, MAX_EXPONENT),
                    range("exponent n", p[2], 0, MAX_EXPONENT));
        }

        @Override
        Mesh build(double[] p) {
            return supersphere((int) p[0], p[1], p[2]);
        }
    },
    /// A supertoroid of major radius 1. Parameters: resolution, at least 3; minor radius up to 1; exponent of the minor and of the
    /// major circle.
    SUPERTORUS(4) {
        @Override
        String check(double[] p) {
            return first(range("resolution", p[0], 3, MAX_RESOLUTION), range("radius", p[1], Double.MIN_VALUE, 1),
                    range("exponent s", p[2], Double.MIN_VALUE, MAX_EXPONENT),
                    range("exponent t", p[3], Double.MIN_VALUE, MAX_EXPONENT));
        }

        @Override
        Mesh build(double[] p) {
            return supertorus((int) p[0], p[1], p[2], p[3]);
        }
    },
    /// Centres of the cells of a spherical sensor grid that looks along −z, without faces: their hull is meant. Parameters: cells
    /// across, cells up, half field of view across and up in degrees, how far cells gather in the middle, 0 to 1.
    WEDGE(5) {
        @Override
        String check(double[] p) {
            return first(range("resolution across", p[0], 1, MAX_RESOLUTION),
                    range("resolution up", p[1], 1, MAX_RESOLUTION),
                    range("field of view across", p[2], Double.MIN_VALUE, 180),
                    range("field of view up", p[3], Double.MIN_VALUE, 90),
                    range("gamma", p[4], 0, 1));
        }

        @Override
        Mesh build(double[] p) {
            return wedge((int) p[0], (int) p[1], StrictMath.toRadians(p[2]), StrictMath.toRadians(p[3]), p[4]);
        }
    },
    /// Centres of the cells of a flat sensor grid at z = −1, joined by triangles: a surface without volume. Parameters: cells
    /// across, cells up.
    PLATE(2) {
        @Override
        String check(double[] p) {
            return first(range("resolution across", p[0], 1, MAX_RESOLUTION),
                    range("resolution up", p[1], 1, MAX_RESOLUTION));
        }

        @Override
        Mesh build(double[] p) {
            return plate((int) p[0], (int) p[1]);
        }
    };

    /// The finest resolution taken, so that meshes stay within [Mesh#MAX_VERTICES].
    public static final int MAX_RESOLUTION = 1000;
    private static final double MAX_EXPONENT = 1000;

    /// `[12][3]`
    private static final double[] MUJOCO_ICOSAHEDRON = {-1, G.R, 0, 1, G.R, 0, -1, -G.R, 0, 1, -G.R, 0, 0, -1, G.R, 0,
        1, G.R, 0, -1,
        -G.R, 0, 1, -G.R, G.R, 0, -1, G.R, 0, 1, -G.R, 0, -1, -G.R, 0, 1};
    /// `[20][3]`
    private static final int[] MUJOCO_ICOSAHEDRON_FACES = {0, 11, 5, 0, 5, 1, 0, 1, 7, 0, 7, 10, 0, 10, 11, 1, 5, 9, 5,
        11, 4, 11, 10,
        2, 10, 7, 6, 7, 1, 8, 3, 9, 4, 3, 4, 2, 3, 2, 6, 3, 6, 8, 3, 8, 9, 4, 9, 5, 2, 4, 11, 6, 2, 10, 8, 6, 7, 9, 8,
        1};

    private final int parameters;

    BuiltinMesh(int parameters) {
        this.parameters = parameters;
    }

    /// The golden ratio.
    private static final class G {
        static final double R = (1 + Math.sqrt(5)) / 2;
    }

    /// What is wrong with the parameters, in words; empty when nothing is.
    public String problem(double... params) {
        if (params.length != parameters) {
            return params.length + " parameters, expected " + parameters;
        }
        return check(params);
    }

    /// The mesh.
    ///
    /// @throws IllegalArgumentException when there is a [#problem]
    public Mesh make(double... params) {
        String problem = problem(params);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
        return build(params);
    }

    abstract String check(double[] p);

    abstract Mesh build(double[] p);

    private static String range(String what, double value, double least, double most) {
        return value >= least && value <= most ? ""
                : what + " is " + value + ", expected " + (least == Double.MIN_VALUE ? "above 0" : "from " + least)
                        + " to " + most;
    }

    private static String first(String... problems) {
        return Arrays.stream(problems).filter(p -> !p.isEmpty()).findFirst().orElse("");
    }

    /// Rows 0 to `m` of the octahedron |x| + |y| + z = m, row i of 4i points, moved out to the sphere; then the centre of the base.
    private static Mesh hemisphere(int m) {
        MeshBuilder b = new MeshBuilder();
        b.vertex(0, 0, 1);
        for (int row = 1; row <= m; row++) {
            for (int i = 0; i < 4 * row; i++) {
                int along = i % row;
                Vec3 p = switch (i / row) {
                    case 0 -> new Vec3(row - along, along, m - row);
                    case 1 -> new Vec3(-along, row - along, m - row);
                    case 2 -> new Vec3(along - row, -along, m - row);
                    default -> new Vec3(along, along - row, m - row);
                };
                b.vertex(p.normalized());
            }
        }
        for (int row = 0; row < m; row++) {
            for (int quarter = 0; quarter < 4; quarter++) {
                strip(b, row, quarter);
            }
        }
        int center = b.vertex(0, 0, 0);
        for (int i = 0; i < 4 * m; i++) {
            b.face(inRow(m, i), center, inRow(m, i + 1));
        }
        return b.build();
    }

    /// The triangles between a quarter of a row and of the next.
    private static void strip(MeshBuilder b, int row, int quarter) {
        int inner = quarter * row;
        int outer = quarter * (row + 1);
        for (int i = 0; i < row; i++) {
            b.face(inRow(row, inner + i), inRow(row + 1, outer + i), inRow(row + 1, outer + i + 1));
            b.face(inRow(row, inner + i), inRow(row + 1, outer + i + 1), inRow(row, inner + i + 1));
        }
        b.face(inRow(row, inner + row), inRow(row + 1, outer + row), inRow(row + 1, outer + row + 1));
    }

    /// Vertex `i`, counted around, of a row of the hemisphere.
    private static int inRow(int row, int i) {
        return row == 0 ? 0 : 1 + 2 * row * (row - 1) + i % (4 * row);
    }

    private static Mesh cone(int edges, double radius) {
        MeshBuilder b = new MeshBuilder();
        for (int i = 0; i < edges; i++) {
            double angle = 2 * Math.PI * i / edges;
            b.vertex(StrictMath.cos(angle), StrictMath.sin(angle), -1);
        }
        for (int i = 0; i < edges && radius > 0; i++) {
            double angle = 2 * Math.PI * i / edges;
            b.vertex(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), 1);
        }
        if (radius == 0) {
            b.vertex(0, 0, 1);
        }
        return b.build();
    }

    /// `sign(x) |x|^exponent`, where x is a cosine or sine.
    private static double power(double x, double exponent) {
        return Math.signum(x) * StrictMath.pow(Math.abs(x), exponent);
    }

    private static Mesh supersphere(int n, double east, double north) {
        MeshBuilder b = new MeshBuilder();
        b.vertex(0, 0, -1);
        for (int i = 1; i < n; i++) {
            double latitude = -Math.PI / 2 + Math.PI * i / n;
            double r = power(StrictMath.cos(latitude), north);
            for (int j = 0; j < n; j++) {
                double longitude = -Math.PI + 2 * Math.PI * j / n;
                b.vertex(r * power(StrictMath.cos(longitude), east), r * power(StrictMath.sin(longitude), east),
                        power(StrictMath.sin(latitude), north));
            }
        }
        int top = b.vertex(0, 0, 1);
        for (int j = 0; j < n; j++) {
            b.face(0, 1 + (j + 1) % n, 1 + j);
        }
        for (int row = 1; row <= n * (n - 2); row += n) {
            for (int j = 0; j < n; j++) {
                int k = (j + 1) % n;
                b.face(row + j, row + k, row + n + j);
                b.face(row + k, row + n + k, row + n + j);
            }
        }
        for (int j = 0; j < n; j++) {
            b.face(top - n + j, top - n + (j + 1) % n, top);
        }
        return b.build();
    }

    private static Mesh supertorus(int n, double radius, double minor, double major) {
        MeshBuilder b = new MeshBuilder();
        for (int i = 0; i < n; i++) {
            double around = 2 * Math.PI * i / n;
            for (int j = 0; j < n; j++) {
                double tube = 2 * Math.PI * j / n;
                double r = 1 + radius * power(StrictMath.cos(tube), minor);
                b.vertex(r * power(StrictMath.cos(around), major), r * power(StrictMath.sin(around), major),
                        radius * power(StrictMath.sin(tube), minor));
            }
        }
        for (int i = 0; i < n; i++) {
            int here = i * n;
            int next = (i + 1) % n * n;
            for (int j = 0; j < n; j++) {
                int k = (j + 1) % n;
                b.face(here + j, next + j, here + k);
                b.face(next + j, next + k, here + k);
            }
        }
        return b.build();
    }

    /// The middle of cell `i` of `n` cells over [-1, 1] whose borders gather in the middle: `γx⁵ + (1 − γ)x`.
    private static double middle(int i, int n, double gamma) {
        double low = 2.0 * i / n - 1;
        double high = 2.0 * (i + 1) / n - 1;
        return (gather(low, gamma) + gather(high, gamma)) / 2;
    }

    private static double gather(double x, double gamma) {
        return gamma * (x * x * x * x * x) + (1 - gamma) * x;
    }

    private static Mesh wedge(int across, int up, double halfAcross, double halfUp, double gamma) {
        MeshBuilder b = new MeshBuilder();
        for (int i = 0; i < across; i++) {
            double azimuth = halfAcross * middle(i, across, gamma);
            for (int j = 0; j < up; j++) {
                double elevation = halfUp * middle(j, up, gamma);
                double level = StrictMath.cos(elevation);
                b.vertex(level * StrictMath.sin(azimuth), StrictMath.sin(elevation), -level * StrictMath.cos(azimuth));
            }
        }
        return b.build();
    }

    private static Mesh plate(int across, int up) {
        MeshBuilder b = new MeshBuilder();
        for (int i = 0; i < across; i++) {
            for (int j = 0; j < up; j++) {
                b.vertex(middle(i, across, 0), middle(j, up, 0), -1);
            }
        }
        for (int i = 0; i + 1 < across; i++) {
            for (int at = i * up; at + 1 < (i + 1) * up; at++) {
                b.face(at, at + up, at + 1);
                b.face(at + up + 1, at + 1, at + up);
            }
        }
        return b.build();
    }
}

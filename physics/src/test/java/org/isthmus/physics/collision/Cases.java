package org.isthmus.physics.collision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.model.scene.ObjectType;

/// Pairs of geoms in many relative poses, with MuJoCo's contacts: `make_golden.py` draws the same and wrote `pairs.bin`.
final class Cases {
    static final List<String> SECOND = List.of("sphere", "capsule", "ellipsoid", "cylinder", "box", "stone", "prism");
    static final double MARGIN = 0.1;

    private static final List<String> NAMES = List.of("plane", "hfield", "sphere", "capsule", "ellipsoid", "cylinder",
            "box", "stone", "prism");
    private static final int CASES = 240;
    private static final Map<String, List<Case>> ALL = read();

    private Cases() {}

    /// A pose as the narrow phase takes it: position, rotation by rows.
    static double[] numbers(Pose pose) {
        Rotation r = pose.rotation().toRotation();
        return new double[]{pose.position().x(), pose.position().y(), pose.position().z(), r.xx(), r.xy(), r.xz(),
            r.yx(),
            r.yy(), r.yz(), r.zx(), r.zy(), r.zz()};
    }

    /// One relative pose.
    ///
    /// @param sizes [2][3] of geoms that have a size of their own
    /// @param poses [2] world frame
    /// @param distance signed, or −1 where MuJoCo was not asked
    /// @param contacts [n][7] distance, position, normal
    record Case(double[][] sizes, Pose[] poses, double distance, double[][] contacts) {
        double deepest() {
            double least = Double.POSITIVE_INFINITY;
            for (double[] contact : contacts) {
                least = Math.min(least, contact[0]);
            }
            return least;
        }
    }

    static List<Case> of(String first, String second) {
        return Objects.requireNonNull(ALL.get(first + "-" + second));
    }

    static Model model() {
        Diagnostics diagnostics = new Diagnostics();
        String text = new String(bytes("pairs.xml"), StandardCharsets.UTF_8);
        return SceneCompiler.compile(MjcfReader.parse(text, diagnostics), diagnostics);
    }

    /// The geom of a name in the world (`-a`) or on a free body (`-b`).
    static int geom(Model model, String name) {
        return model.names().id(ObjectType.GEOM, name);
    }

    private static Map<String, List<Case>> read() {
        ByteBuffer golden = ByteBuffer.wrap(bytes("pairs.bin")).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, List<Case>> all = new LinkedHashMap<>();
        for (String first : NAMES) {
            boolean ground = first.equals("plane") || first.equals("hfield");
            for (String second : ground ? SECOND : SECOND.subList(SECOND.indexOf(first), SECOND.size())) {
                List<Case> cases = new ArrayList<>();
                for (int k = 0; k < CASES; k++) {
                    cases.add(draw(first, second, k, golden));
                }
                all.put(first + "-" + second, cases);
            }
        }
        return all;
    }

    private static Case draw(String first, String second, int number, ByteBuffer golden) {
        Random random = new Random(NAMES.indexOf(first) * 1000003L + NAMES.indexOf(second) * 10007L + number);
        double[][] sizes = {random.uniforms(3, 0.05, 0.3), random.uniforms(3, 0.05, 0.3)};
        Quat quat = random.quaternion();
        Vec3 pos = random.vector(-0.5, 0.5);
        double[] side = random.uniforms(2, -0.35, 0.35);
        double depth = random.uniform(-0.04, 0.06);
        double tilt = number % 4 == 2 ? random.uniform(0, 0.05) : 0;
        Quat spin = random.quaternion();
        Vec3 offset;
        if (number % 4 < 2) {
            double scale = random.uniform(0.2, 0.8);
            offset = random.vector(-1, 1).times(scale);
        } else {
            if (number % 8 < 4) {
                spin = Quat.IDENTITY;
            } else if (number % 4 == 2) {
                spin = new Quat(spin.w(), 0, 0, spin.z()).normalized();
            } else {
                spin = new Quat(1, 0, 0, 1).normalized();
            }
            spin = new Quat(1, tilt, tilt * 0.7, 0).normalized().times(spin);
            offset = new Vec3(side[0], side[1], reach(first, sizes[0]) + reach(second, sizes[1]) - depth);
        }
        Pose[] poses = {new Pose(pos, quat), new Pose(pos.plus(quat.rotate(offset)), quat.times(spin))};
        double[][] contacts = new double[(int) golden.getFloat()][7];
        double distance = golden.getFloat();
        for (double[] contact : contacts) {
            for (int k = 0; k < 7; k++) {
                contact[k] = golden.getFloat();
            }
        }
        return new Case(sizes, poses, distance, contacts);
    }

    private static double reach(String name, double[] size) {
        return switch (name) {
            case "plane" -> 0;
            case "hfield" -> 0.3;
            case "sphere" -> size[0];
            case "capsule" -> size[0] + size[1];
            case "cylinder" -> size[1];
            case "ellipsoid", "box" -> size[2];
            default -> 0.12;
        };
    }

    /// A ray at a geom that stands alone.
    ///
    /// @param distance along the ray, −1: it misses
    record Ray(double[] size, Pose pose, Vec3 origin, Vec3 direction, double distance) {}

    static List<Ray> rays(String name) {
        int index = NAMES.indexOf(name);
        ByteBuffer golden = ByteBuffer.wrap(bytes("rays.bin")).order(ByteOrder.LITTLE_ENDIAN);
        List<Ray> rays = new ArrayList<>();
        for (int k = 0; k < CASES; k++) {
            Random random = new Random(777000000 + index * 10007L + k);
            double[] size = random.uniforms(3, 0.05, 0.3);
            Vec3 pos = random.vector(-0.5, 0.5);
            Quat quat = random.quaternion();
            Vec3 origin = pos.plus(random.vector(-1, 1).times(k % 4 == 0 ? 0.2 : 1));
            Vec3 direction = random.vector(-1, 1);
            if (k % 2 == 0) {
                direction = pos.minus(origin).plus(direction.times(0.2));
            }
            double distance = golden.getFloat(4 * (index * CASES + k));
            rays.add(new Ray(size, new Pose(pos, quat), origin, direction, distance));
        }
        return rays;
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Objects.requireNonNull(Cases.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SplitMix64 (Steele, Lea, Flood 2014), as in the script.
    private static final class Random {
        private long state;

        Random(long seed) {
            state = seed;
        }

        double uniform(double low, double high) {
            state += 0x9E3779B97F4A7C15L;
            long z = state;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z = z ^ (z >>> 31);
            return low + (high - low) * ((z >>> 11) * 0x1p-53);
        }

        double[] uniforms(int n, double low, double high) {
            double[] numbers = new double[n];
            for (int k = 0; k < n; k++) {
                numbers[k] = uniform(low, high);
            }
            return numbers;
        }

        Vec3 vector(double low, double high) {
            return Vec3.of(uniforms(3, low, high), 0);
        }

        Quat quaternion() {
            return Quat.of(uniforms(4, -1, 1), 0).normalized();
        }
    }
}

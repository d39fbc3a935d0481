package org.isthmus.task.randomize;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.WorldBatch;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.Layer;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Patterns;
import org.isthmus.render.texture.Rgb;
import org.isthmus.render.texture.Texture;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.image.Looks;

/// The library of targets that change what is seen, and nothing else: light, textures, background, distractors, cameras.
public final class LookTargets {
    /// Patterns that a surface can have, besides one colour.
    private static final int PATTERNS = 5;

    private LookTargets() {}

    /// The key light: azimuth and elevation of where it comes from, rad, and a factor of its strength: 3 numbers.
    public static Target light() {
        return new Look("key light: azimuth, elevation (rad), strength (factor)", looks -> (world, xi, at) -> {
            WorldState state = looks.worlds().get(world);
            if (state.lights.isEmpty()) {
                return;
            }
            double flat = StrictMath.cos(xi[at + 1]);
            Vec3 from = new Vec3(flat * StrictMath.cos(xi[at]), flat * StrictMath.sin(xi[at]),
                    StrictMath.sin(xi[at + 1]));
            Light key = state.lights.getFirst();
            state.lights.set(0, key.at(key.position(), from.negate()).withPower(key.power().times(xi[at + 2])));
        });
    }

    /// A surface's look: pattern (0 to 1 over one colour, checker, noise, wood, marble, tiles), two colours (each red, green, blue, sRGB 0 to
    /// 1), size of the pattern's features (m), roughness: 9 numbers.
    ///
    /// @param geoms that get it, all the same
    public static Target surface(List<String> geoms) {
        return new Look("look of " + String.join(", ", geoms)
                + ": pattern (0 to 1), two colours (sRGB), size of features (m), roughness", looks -> {
                    int[] instances = instances(looks, geoms);
                    return (world, xi, at) -> {
                        PbrMaterial look = material(xi, at);
                        for (int i : instances) {
                            looks.worlds().get(world).materials.set(i, look);
                        }
                    };
                });
    }

    /// Draws what [#surface] takes.
    public static Sampler anySurface() {
        return Sampler.all(Sampler.uniform(0, 1), Sampler.repeat(6, Sampler.uniform(0.03, 0.97)),
                Sampler.logUniform(0.01, 0.2), Sampler.uniform(0.2, 0.9));
    }

    private static PbrMaterial material(double[] xi, int at) {
        Rgb a = Rgb.srgb(xi[at + 1], xi[at + 2], xi[at + 3]);
        Rgb b = Rgb.srgb(xi[at + 4], xi[at + 5], xi[at + 6]);
        int pattern = (int) Math.min(PATTERNS, xi[at] * (PATTERNS + 1));
        PbrMaterial plain = PbrMaterial.of(pattern == 0 ? a : Rgb.WHITE).withRoughness(xi[at + 8]);
        return pattern == 0 ? plain
                : plain.with(PbrMaterial.Property.BASE_COLOR, Layer.solid(texture(pattern, a, b, xi[at]), xi[at + 7]));
    }

    private static Texture texture(int pattern, Rgb a, Rgb b, double variation) {
        long seed = Double.doubleToLongBits(variation);
        return switch (pattern) {
            case 1 -> Patterns.checker(a, b);
            case 2 -> Patterns.noise(a, b, seed);
            case 3 -> Patterns.wood(a, b, seed);
            case 4 -> Patterns.marble(a, b, seed);
            default -> Patterns.tiles(a, b, 0.05, 0.2, seed);
        };
    }

    /// The background: a sky from one colour above to one at the horizon and one below (each red, green, blue, sRGB 0 to 1), which also lights the
    /// scene: 9 numbers.
    public static Target background() {
        return new Look("colours of the surroundings above, at the horizon, below (sRGB)",
                looks -> (world, xi, at) -> looks.worlds().get(world).environment = Environment.gradient(rgb(xi, at),
                        rgb(xi, at + 3), rgb(xi, at + 6)));
    }

    private static Rgb rgb(double[] xi, int at) {
        return Rgb.srgb(xi[at], xi[at + 1], xi[at + 2]);
    }

    /// Bodies that are there to distract: one number each, and those below a half are not seen.
    public static Target shown(List<String> bodies) {
        return new Look("which of " + String.join(", ", bodies) + " are seen (above 0.5)", looks -> {
            int[][] instances = bodies.stream().map(b -> looks.instancesOf(body(looks, b))).toArray(int[][]::new);
            return (world, xi, at) -> {
                for (int b = 0; b < instances.length; b++) {
                    for (int i : instances[b]) {
                        looks.worlds().get(world).visible[i] = xi[at + b] > 0.5;
                    }
                }
            };
        });
    }

    /// Moves a camera in its own frame (x right, y down, z forward, m): 3 numbers.
    public static Target cameraPosition(String camera) {
        return new Look("move of camera " + camera + ": right, down, forward, m", looks -> {
            int id = camera(looks, camera);
            return (world, xi, at) -> looks.move(world, id, Pose.at(xi[at], xi[at + 1], xi[at + 2]));
        });
    }

    /// Turns a camera about its own axes, rad: 3 numbers, a rotation vector.
    public static Target cameraOrientation(String camera) {
        return new Look("turn of camera " + camera + " about its x, y, z, rad", looks -> {
            int id = camera(looks, camera);
            return (world, xi, at) -> looks.move(world, id,
                    Pose.rotated(Quat.fromRotationVector(new Vec3(xi[at], xi[at + 1], xi[at + 2]))));
        });
    }

    /// Multiplies a camera's focal length: 1 number.
    public static Target cameraFocus(String camera) {
        return new Look("focal length of camera " + camera + ", factor", looks -> {
            int id = camera(looks, camera);
            return (world, xi, at) -> looks.zoom(world, id, xi[at]);
        });
    }

    private static int camera(Looks looks, String name) {
        List<String> names = looks.cameras().stream().map(CameraSpec::name).toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("no camera '" + name + "' " + Nearest.remedy(name, names));
        }
        return names.indexOf(name);
    }

    private static int[] instances(Looks looks, List<String> geoms) {
        return geoms.stream().flatMapToInt(
                name -> IntStream.of(looks.instancesOfGeom(id(looks, ObjectType.GEOM, name)))).toArray();
    }

    private static int body(Looks looks, String name) {
        return id(looks, ObjectType.BODY, name);
    }

    private static int id(Looks looks, ObjectType kind, String name) {
        List<String> all = looks.model().names().all(kind);
        if (!all.contains(name)) {
            throw new IllegalArgumentException("the scene has no '" + name + "' " + Nearest.remedy(name, all));
        }
        return looks.model().names().id(kind, name);
    }

    /// A target that changes looks only.
    private record Look(String description, Function<Looks, Effect> binding) implements Target {
        @Override
        public Effect bind(WorldBatch batch) {
            return (world, xi, at) -> {};
        }

        @Override
        public Effect bindLook(Looks looks) {
            return binding.apply(looks);
        }
    }
}

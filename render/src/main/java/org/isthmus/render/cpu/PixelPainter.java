package org.isthmus.render.cpu;

import java.util.Objects;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.render.Frames;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.raster.DrawList;
import org.isthmus.render.raster.VisibilityBuffer;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.Lighting;
import org.isthmus.render.shade.Surface;
import org.isthmus.render.shade.SurfaceResolver;
import org.isthmus.render.shade.ToneMapping;
import org.isthmus.render.texture.Rgb;
import org.isthmus.render.texture.Srgb;
import org.jspecify.annotations.Nullable;

/// Turns what is visible in some rows of a view into light and labels. For one thread at a time.
final class PixelPainter {
    /// Samples from which on vectors pay, in a process that draws nothing else.
    private static final long LONG_RUN = 500_000;
    private final SurfaceResolver resolver = new SurfaceResolver();
    private final Surface surface = new Surface();
    private final ShadowTest shadows = new ShadowTest();
    private @Nullable Lighting lighting;
    private final double[] light = new double[3];
    private final float[] mapped = new float[3];
    private final double[] radiance = new double[3];
    private final double[] display = new double[3];
    private final double[] pixel = new double[2];

    private ViewPainter painter = new ViewPainter();
    private WorldScenery scenery = new WorldScenery();
    private View view = new View(0, Camera.perspective(1, 1, 1), Pose.IDENTITY);
    private RenderSettings settings = RenderSettings.FAST;
    private Frames out = new Frames(0, 1, 1, new byte[0], new float[0], new float[0], new int[0], new int[0],
            new int[0],
            new float[0], new float[0], new float[0]);
    private Camera camera = view.camera();
    private Rotation axes = Rotation.IDENTITY;
    private int index;

    // The ray of the present sample: camera and world frame.
    private double rayX;
    private double rayY;
    private double ox;
    private double oy;
    private double oz;
    private double dx;
    private double dy;
    private double dz;
    private double rayZ;

    PixelPainter() {}

    void begin(ViewPainter newPainter, WorldScenery newScenery, View newView, RenderSettings newSettings,
            Frames newOut, int newIndex) {
        painter = newPainter;
        scenery = newScenery;
        view = newView;
        settings = newSettings;
        out = newOut;
        index = newIndex;
        camera = newPainter.camera();
        axes = newView.pose().rotation().normalized().toRotation();
        resolver.forget();
        if (newOut.wantsLight()) {
            lighting = new Lighting(newScenery.world().lights, newScenery.environment());
            shadows.begin(newScenery, newSettings, (long) camera.width() * camera.height() * newOut.views() > LONG_RUN);
        }
    }

    void paint(int fromRow, int toRow) {
        int s = painter.samples();
        int middle = s / 2;
        boolean lit = out.wantsLight();
        for (int y = fromRow; y < toRow; y++) {
            for (int x = 0; x < out.width(); x++) {
                int at = index * out.pixels() + y * out.width() + x;
                clear(radiance);
                clear(display);
                for (int j = 0; j < s; j++) {
                    for (int i = 0; i < s; i++) {
                        sample(x * s + i, y * s + j, lit, i == middle && j == middle, at);
                    }
                }
                if (lit) {
                    write(at, 1.0 / (s * s));
                }
            }
        }
    }

    private static void clear(double[] sum) {
        sum[0] = 0;
        sum[1] = 0;
        sum[2] = 0;
    }

    private void sample(int px, int py, boolean lit, boolean labelled, int at) {
        long word = painter.buffer.words()[py * painter.buffer.width() + px];
        if (word == 0) {
            if (labelled) {
                labelNothing(at);
            }
            if (lit) {
                background(px, py);
                add();
            }
            return;
        }
        aim(px, py);
        int triangle = VisibilityBuffer.triangle(word);
        DrawList list = painter.list;
        int instance = list.instance(triangle);
        WorldState world = scenery.world();
        resolver.take(world, instance, list.level(triangle), list.face(triangle));
        double rough = list.depth(VisibilityBuffer.nearness(word));
        double t = resolver.distance(ox, oy, oz, dx, dy, dz, rough);
        resolver.locate(ox + t * dx, oy + t * dy, oz + t * dz);
        if (lit) {
            double footprint = camera.isOrthographic() ? 1 / camera.fx() : t / camera.fx();
            resolver.resolve(footprint, surface);
            shade(px, py);
            add();
        } else {
            resolver.geometry(surface);
            double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
            surface.face(-dx / length, -dy / length, -dz / length);
        }
        if (labelled) {
            label(at, instance, t);
        }
    }

    /// Finds the ray of a sample.
    private void aim(int px, int py) {
        if (camera.lens().isStraight()) {
            rayX = (px - camera.cx()) / camera.fx();
            rayY = (py - camera.cy()) / camera.fy();
            rayZ = 1;
        } else {
            Vec3 d = camera.direction(px, py);
            rayX = d.x();
            rayY = d.y();
            rayZ = d.z();
        }
        Vec3 eye = view.pose().position();
        ox = eye.x();
        oy = eye.y();
        oz = eye.z();
        double x = rayX;
        double y = rayY;
        if (camera.isOrthographic()) {
            ox += axes.xx() * x + axes.xy() * y;
            oy += axes.yx() * x + axes.yy() * y;
            oz += axes.zx() * x + axes.zy() * y;
            x = 0;
            y = 0;
        }
        dx = axes.xx() * x + axes.xy() * y + axes.xz() * rayZ;
        dy = axes.yx() * x + axes.yy() * y + axes.yz() * rayZ;
        dz = axes.zx() * x + axes.zy() * y + axes.zz() * rayZ;
    }

    private void background(int px, int py) {
        Rgb colour = settings.background();
        if (colour != null) {
            light[0] = colour.r();
            light[1] = colour.g();
            light[2] = colour.b();
            return;
        }
        aim(px, py);
        if (!Double.isNaN(dx)) {
            scenery.environment().radiance(dx, dy, dz, light);
        } else {
            clear(light); // the lens lets nothing through here
        }
    }

    private void shade(int px, int py) {
        double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
        double vx = -dx / length;
        double vy = -dy / length;
        double vz = -dz / length;
        boolean front = surface.face(vx, vy, vz);
        // an interpolated normal that looks away from the viewer is turned into the plane of sight
        double away = surface.nx * vx + surface.ny * vy + surface.nz * vz;
        if (away < 1e-3) {
            double nx = surface.nx + (1e-3 - away) * vx;
            double ny = surface.ny + (1e-3 - away) * vy;
            double nz = surface.nz + (1e-3 - away) * vz;
            double scale = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
            surface.nx = nx * scale;
            surface.ny = ny * scale;
            surface.nz = nz * scale;
        }
        shadows.pixel(px, py, painter.samples(), index);
        double open = settings.occlusionRays() == 0 ? 1 : shadows.open(surface);
        Objects.requireNonNull(lighting).shade(surface, vx, vy, vz, shadows, open, front, light);
    }

    /// Adds the light of a sample, as it is and as a screen shows it.
    private void add() {
        for (int k = 0; k < 3; k++) {
            radiance[k] += light[k];
            mapped[k] = (float) (light[k] * settings.exposure());
        }
        if (settings.toneCurve() == RenderSettings.ToneCurve.NEUTRAL) {
            ToneMapping.neutral(mapped, 0);
        }
        for (int k = 0; k < 3; k++) {
            display[k] += Math.min(1, mapped[k]);
        }
    }

    private void write(int at, double weight) {
        for (int k = 0; k < 3; k++) {
            if (out.rgb().length > 0) {
                out.rgb()[3 * at + k] = Srgb.toByte((float) (display[k] * weight));
            }
            if (out.radiance().length > 0) {
                out.radiance()[3 * at + k] = (float) (radiance[k] * weight);
            }
        }
    }

    private void labelNothing(int at) {
        if (out.depth().length > 0) {
            out.depth()[at] = 0;
        }
        setIds(at, -1, -1, -1);
        for (int k = 0; k < 3; k++) {
            if (out.normal().length > 0) {
                out.normal()[3 * at + k] = 0;
            }
            if (out.position().length > 0) {
                out.position()[3 * at + k] = Float.NaN;
            }
        }
        if (out.flow().length > 0) {
            out.flow()[2 * at] = 0;
            out.flow()[2 * at + 1] = 0;
        }
    }

    private void setIds(int at, int instance, int object, int semantic) {
        if (out.instance().length > 0) {
            out.instance()[at] = instance;
        }
        if (out.object().length > 0) {
            out.object()[at] = object;
        }
        if (out.semantic().length > 0) {
            out.semantic()[at] = semantic;
        }
    }

    private void label(int at, int instance, double t) {
        Instance it = scenery.world().scene().instances().get(instance);
        setIds(at, instance, it.object(), it.semantic());
        if (out.depth().length > 0) {
            out.depth()[at] = (float) (t * rayZ);
        }
        if (out.normal().length > 0) {
            out.normal()[3 * at] = (float) surface.nx;
            out.normal()[3 * at + 1] = (float) surface.ny;
            out.normal()[3 * at + 2] = (float) surface.nz;
        }
        if (out.position().length > 0) {
            out.position()[3 * at] = (float) (ox + t * dx);
            out.position()[3 * at + 1] = (float) (oy + t * dy);
            out.position()[3 * at + 2] = (float) (oz + t * dz);
        }
        if (out.flow().length > 0) {
            flow(at, instance);
        }
    }

    /// Where the point of the mesh was in the earlier image, minus where it is.
    private void flow(int at, int instance) {
        double[] m = scenery.world().earlier;
        int row = WorldState.TRANSFORM * instance;
        double x = surface.objectX;
        double y = surface.objectY;
        double z = surface.objectZ;
        Vec3 before = new Vec3(m[row] * x + m[row + 1] * y + m[row + 2] * z + m[row + 3],
                m[row + 4] * x + m[row + 5] * y + m[row + 6] * z + m[row + 7],
                m[row + 8] * x + m[row + 9] * y + m[row + 10] * z + m[row + 11]);
        Camera whole = view.camera();
        whole.project(view.earlier().inverseTransform(before), pixel);
        double beforeX = pixel[0];
        double beforeY = pixel[1];
        whole.project(view.pose().inverseTransform(new Vec3(surface.x, surface.y, surface.z)), pixel);
        out.flow()[2 * at] = (float) (beforeX - pixel[0]);
        out.flow()[2 * at + 1] = (float) (beforeY - pixel[1]);
    }
}

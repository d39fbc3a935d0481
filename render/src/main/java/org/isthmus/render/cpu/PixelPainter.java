package org.isthmus.render.cpu;

import java.util.Arrays;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.render.Frames;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.raster.DrawList;
import org.isthmus.render.raster.TriangleFill;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.EnvironmentLight;
import org.isthmus.render.texture.Rgb;

/// Turns what is visible in some rows of a view into light and labels, instance by instance. For one thread at a time.
final class PixelPainter {
    /// Samples from which on ray tracing by vectors pays, in a process that draws nothing else.
    private static final long LONG_RUN = 500_000;
    /// Samples that are sorted by instance together.
    private static final int STRIP = 1 << 15;

    /// For whoever finds what this painter paints.
    final TriangleFill fill = new TriangleFill();
    final OpacityMask mask = new OpacityMask();
    private final SampleOrder order = new SampleOrder();
    private final Tile tile = new Tile();
    private final TileGeometry geometry = new TileGeometry();
    private final TileMaterials materials = new TileMaterials();
    private final TileLighting lighting = new TileLighting();
    private final TileSurroundings surroundings = new TileSurroundings();
    private final TileDisplay display = new TileDisplay();
    private final TileLabels labels = new TileLabels();
    private final ShadowTest shadows = new ShadowTest();
    private Lamp[] lamps = {};
    private int lampCount;

    private ViewPainter painter;
    private WorldScenery scenery = new WorldScenery();
    private View view = new View(0, Camera.perspective(1, 1, 1), Pose.IDENTITY);
    private RenderSettings settings = RenderSettings.FAST;
    private Frames out = Frames.NONE;
    private Camera camera = view.camera();

    PixelPainter(ViewPainter painter) {
        this.painter = painter;
        fill.masked(mask);
    }

    void begin(ViewPainter newPainter, WorldScenery newScenery, View newView, RenderSettings newSettings,
            Frames newOut, int index) {
        painter = newPainter;
        scenery = newScenery;
        view = newView;
        settings = newSettings;
        out = newOut;
        camera = newPainter.camera();
        int samples = newPainter.samples();
        geometry.begin(camera, newView.pose());
        labels.begin(newOut, newView, samples, index);
        if (newOut.wantsLight()) {
            materials.begin(newScenery.world(), camera);
            display.begin(newOut, newSettings, samples, index);
            boolean longRun = (long) camera.width() * camera.height() * newOut.views() > LONG_RUN;
            shadows.begin(newScenery, newSettings, index, samples, longRun);
            takeLamps(newScenery.world(), newScenery.emitters());
        }
    }

    private void takeLamps(WorldState world, Emitters emitters) {
        int lights = world.lights.size();
        lampCount = lights + emitters.count();
        if (lamps.length < lampCount) {
            lamps = new Lamp[lampCount];
            Arrays.setAll(lamps, i -> new Lamp());
        }
        for (int i = 0; i < lights; i++) {
            lamps[i].set(world.lights.get(i));
        }
        for (int i = lights; i < lampCount; i++) {
            lamps[i].set(emitters, i - lights);
        }
    }

    void paint(int fromRow, int toRow) {
        int s = painter.samples();
        int rows = Math.max(1, STRIP / (camera.width() * s));
        for (int y = fromRow; y < toRow; y += rows) {
            int end = Math.min(toRow, y + rows);
            order.sort(painter.buffer, painter.list, y * s, end * s);
            display.beginRows(y, end);
            paintNothing();
            for (int g = 1; g < order.groups(); g++) {
                if (order.samples(g) > 0) {
                    paintInstance(g);
                }
            }
            if (out.wantsLight()) {
                display.endRows();
            }
        }
    }

    private void paintInstance(int g) {
        int drawn = g - 1;
        DrawList list = painter.list;
        WorldState world = scenery.world();
        int instance = list.instance(drawn);
        boolean textured = out.wantsLight() && !world.materialOf(instance).layers().isEmpty();
        geometry.take(list, drawn, world.transforms, WorldState.TRANSFORM * instance, textured);
        if (labels.any()) {
            labels.take(world, list, drawn);
        }
        if (out.wantsLight()) {
            materials.take(instance, list.level(drawn), tile, order.samples(g));
        }
        order.begin(g);
        while (order.next(tile, painter.buffer, list.firstTriangle(drawn))) {
            geometry.fill(tile);
            if (labels.any()) {
                labels.write(tile, instance);
            }
            if (out.wantsLight()) {
                shade();
                display.add(tile);
            }
        }
    }

    private void shade() {
        materials.look(tile);
        lighting.begin(tile, materials.isShining());
        for (int l = 0; l < lampCount; l++) {
            Lamp lamp = lamps[l];
            if (lighting.aim(lamp, tile)) {
                if (lamp.castsShadow) {
                    shadows.dim(l, lamp, tile, lighting.lx, lighting.ly, lighting.lz, lighting.distance,
                            lighting.strength);
                }
                lighting.add(lamp, tile, materials.isCoated());
            }
        }
        boolean occluded = settings.occlusionRays() > 0;
        if (occluded) {
            shadows.open(tile);
        }
        surroundings.add(scenery.environment(), tile, lighting.cosOut, occluded);
    }

    /// Paints the samples that see nothing.
    private void paintNothing() {
        boolean shown = out.wantsLight();
        if (shown && isEven() && display.isClearable()) {
            background(1);
            display.clear(tile);
            shown = false;
        }
        if (!shown && !labels.any()) {
            return;
        }
        order.begin(0);
        while (order.next(tile, painter.buffer, 0)) {
            if (labels.any()) {
                labels.writeNothing(tile);
            }
            if (shown) {
                background(tile.count);
                display.add(tile);
            }
        }
    }

    /// Whether the background is the same everywhere.
    private boolean isEven() {
        return settings.background() != null || scenery.environment().isConstant() && camera.lens().isStraight();
    }

    private void background(int n) {
        Rgb colour = settings.background();
        EnvironmentLight environment = scenery.environment();
        if (colour != null) {
            Arrays.fill(tile.light[0], 0, n, (float) colour.r());
            Arrays.fill(tile.light[1], 0, n, (float) colour.g());
            Arrays.fill(tile.light[2], 0, n, (float) colour.b());
            return;
        }
        boolean isEven = isEven();
        for (int i = 0; i < n; i++) {
            if (isEven) {
                environment.radiance(0, 0, 1, tile.light, i);
            } else if (camera.lens().isStraight()) {
                geometry.direction(tile.column(i), tile.row(i), tile, i);
                environment.radiance(tile.vx[i], tile.vy[i], tile.vz[i], tile.light, i);
            } else {
                Vec3 d = view.pose().rotation().rotate(camera.direction(tile.column(i), tile.row(i)));
                if (d.isFinite()) {
                    environment.radiance((float) d.x(), (float) d.y(), (float) d.z(), tile.light, i);
                } else {
                    tile.light[0][i] = 0; // the lens lets nothing through here
                    tile.light[1][i] = 0;
                    tile.light[2][i] = 0;
                }
            }
        }
    }
}

package org.isthmus.render.splat;

import java.util.Arrays;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.camera.Camera;

/// Blends the splats of 16 by 16 pixels, from near to far. A workspace of one thread.
///
/// What is behind a mesh at a sample is not blended there: a splat is where its density along the pixel's ray is greatest, a disc where the
/// ray meets it.
final class SplatTile {
    static final int SIDE = 16;
    private static final double MOST_OPAQUE = 0.99;
    /// What lets less than this through lets nothing through.
    private static final float ENOUGH = 1e-4f;

    private final SplatList list;
    private final Camera camera;
    private final SplatImage out;
    private final int perAxis;
    private final SplatImage.Depths meshes;
    /// [bandCount] and [count] splats that touch the band, and those that touch the tile, from near to far
    private int[] band = new int[256];
    private int bandCount;
    private int[] here = new int[256];
    private int count;
    /// [perAxis²] of the pixel: distance of the mesh, and what is let through so far.
    private final float[] limits;
    private final float[] through;
    // The pixel's ray, and where the splat is along it.
    private Vec3 origin = Vec3.ZERO;
    private Vec3 direction = Vec3.Z;
    private double distance;

    SplatTile(SplatList list, Camera camera, SplatImage out, int perAxis, SplatImage.Depths meshes) {
        this.list = list;
        this.camera = camera;
        this.out = out;
        this.perAxis = perAxis;
        this.meshes = meshes;
        limits = new float[perAxis * perAxis];
        through = new float[perAxis * perAxis];
    }

    /// Blends the rows of a band of tiles.
    void band(int fromRow, int toRow) {
        int[] boxes = list.boxes();
        bandCount = 0;
        for (int i = 0; i < list.seen(); i++) {
            int id = list.at(i);
            if (boxes[4 * id + 2] < toRow && boxes[4 * id + 3] >= fromRow) {
                if (bandCount == band.length) {
                    band = Arrays.copyOf(band, 2 * bandCount);
                }
                band[bandCount++] = id;
            }
        }
        for (int x = 0; x < camera.width(); x += SIDE) {
            tile(x, Math.min(camera.width(), x + SIDE), fromRow, toRow);
        }
    }

    private void tile(int left, int right, int top, int bottom) {
        int[] boxes = list.boxes();
        count = 0;
        if (here.length < bandCount) {
            here = new int[band.length];
        }
        for (int i = 0; i < bandCount; i++) {
            int id = band[i];
            if (boxes[4 * id] < right && boxes[4 * id + 1] >= left) {
                here[count++] = id;
            }
        }
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                pixel(x, y);
            }
        }
    }

    private void pixel(int x, int y) {
        int at = y * camera.width() + x;
        if (count == 0) {
            out.set(at, 0, 0, 0, 1, 0, -1);
            return;
        }
        float nearest = Float.POSITIVE_INFINITY;
        float farthest = 0;
        for (int s = 0; s < limits.length; s++) {
            float d = meshes.distance(x * perAxis + s % perAxis, y * perAxis + s / perAxis);
            limits[s] = d > 0 ? d : Float.POSITIVE_INFINITY;
            nearest = Math.min(nearest, limits[s]);
            farthest = Math.max(farthest, limits[s]);
        }
        Arrays.fill(through, 1);
        aim(x, y);
        blend(x, y, at, nearest, farthest);
    }

    private void aim(int x, int y) {
        Vec3 d = camera.direction(x, y);
        direction = d.isFinite() ? d : Vec3.Z;
        origin = camera.origin(x, y);
    }

    private void blend(int x, int y, int at, float nearest, float farthest) {
        float[] n = list.numbers();
        float red = 0;
        float green = 0;
        float blue = 0;
        float all = 1;
        float depth = 0;
        int layer = -1;
        for (int i = 0; i < count && all > ENOUGH; i++) {
            int s = SplatList.STRIDE * here[i];
            float z = n[s + SplatList.DISTANCE];
            float spread = n[s + SplatList.SPREAD];
            if (z - spread >= farthest) {
                continue;
            }
            double alpha = alpha(n, s, x, y);
            if (alpha < SplatList.FAINTEST) {
                continue;
            }
            boolean free = z + spread < nearest;
            if (!free || all > 0.5f) {
                locate(n, s);
            }
            float weight = pass(free, (float) alpha);
            red += weight * n[s + SplatList.RED];
            green += weight * n[s + SplatList.RED + 1];
            blue += weight * n[s + SplatList.RED + 2];
            if (all > 0.5f && all - weight <= 0.5f) {
                depth = (float) distance;
                layer = (int) n[s + SplatList.LAYER];
            }
            all -= weight;
        }
        out.set(at, red, green, blue, Math.max(0, all), depth, layer);
    }

    /// Lets a splat take its part at each sample at which it is before the mesh; returns the mean of what it took.
    private float pass(boolean free, float alpha) {
        float sum = 0;
        for (int s = 0; s < through.length; s++) {
            if (free || distance < limits[s]) {
                float taken = alpha * through[s];
                through[s] -= taken;
                sum += taken;
            }
        }
        return sum / through.length;
    }

    /// The opacity of a splat at a pixel; of discs, finds where they are too.
    private double alpha(float[] n, int s, int x, int y) {
        double dx = x - n[s + SplatList.X];
        double dy = y - n[s + SplatList.Y];
        double half;
        if (n[s + SplatList.FLAT] != 0) {
            half = disc(n, s, dx, dy);
        } else {
            half = 0.5 * (n[s + SplatList.XX] * dx * dx + n[s + SplatList.YY] * dy * dy)
                    + n[s + SplatList.XY] * dx * dy;
        }
        if (!(half < n[s + SplatList.REACH])) {
            return 0;
        }
        return Math.min(MOST_OPAQUE, n[s + SplatList.OPACITY] * Falloff.exp(Math.max(0, half)));
    }

    /// Half the squared distance from a disc's centre, in deviations, where the ray meets it; no more than that in the image from a spot of
    /// half a pixel.
    private double disc(float[] n, int s, double dx, double dy) {
        int u = s + SplatList.SHAPE;
        int v = u + 3;
        int c = s + SplatList.CENTER;
        double nx = (double) n[u + 1] * n[v + 2] - (double) n[u + 2] * n[v + 1];
        double ny = (double) n[u + 2] * n[v] - (double) n[u] * n[v + 2];
        double nz = (double) n[u] * n[v + 1] - (double) n[u + 1] * n[v];
        double px = n[c] - origin.x();
        double py = n[c + 1] - origin.y();
        double pz = n[c + 2] - origin.z();
        double t = (nx * px + ny * py + nz * pz)
                / (nx * direction.x() + ny * direction.y() + nz * direction.z());
        double qx = t * direction.x() - px;
        double qy = t * direction.y() - py;
        double qz = t * direction.z() - pz;
        double a = n[u] * qx + n[u + 1] * qy + n[u + 2] * qz;
        double b = n[v] * qx + n[v + 1] * qy + n[v + 2] * qz;
        double inSpace = 0.5 * (a * a + b * b);
        double inImage = dx * dx + dy * dy;
        if (t > 0 && inSpace <= inImage) {
            distance = t;
            return inSpace;
        }
        distance = n[s + SplatList.DISTANCE];
        return inImage;
    }

    /// Finds where the density along the ray is greatest.
    private void locate(float[] n, int s) {
        if (n[s + SplatList.FLAT] != 0) {
            return; // known
        }
        int a = s + SplatList.SHAPE;
        int c = s + SplatList.CENTER;
        double x = direction.x();
        double y = direction.y();
        double z = direction.z();
        double ax = n[a] * x + n[a + 1] * y + n[a + 2] * z;
        double ay = n[a + 1] * x + n[a + 3] * y + n[a + 4] * z;
        double az = n[a + 2] * x + n[a + 4] * y + n[a + 5] * z;
        double along = ax * x + ay * y + az * z;
        double t = (ax * (n[c] - origin.x()) + ay * (n[c + 1] - origin.y()) + az * (n[c + 2] - origin.z())) / along;
        double low = n[s + SplatList.DISTANCE] - n[s + SplatList.SPREAD];
        double high = n[s + SplatList.DISTANCE] + n[s + SplatList.SPREAD];
        distance = t >= low && t <= high ? t : n[s + SplatList.DISTANCE];
    }
}

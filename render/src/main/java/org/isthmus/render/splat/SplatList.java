package org.isthmus.render.splat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;

/// The splats of some layers as one view sees them: projected, coloured, and sorted from near to far. Keeps its memory from view to view.
///
/// The Gaussian of a splat in the image has the covariance `J·Σ·Jᵀ`, J being the derivative of the projection at its centre (Zwicker and
/// others, "EWA volume splatting", 2001), widened by 0.3 pixels squared as in 3D Gaussian splatting.
final class SplatList {
    /// Numbers of a projected splat: see the constants below.
    static final int STRIDE = 24;
    /// Centre in the image, pixels.
    static final int X = 0;
    static final int Y = 1;
    /// The inverse covariance in the image: xx, xy, yy.
    static final int XX = 2;
    static final int XY = 3;
    static final int YY = 4;
    static final int OPACITY = 5;
    /// Half the squared distance, in deviations, beyond which nothing is seen.
    static final int REACH = 6;
    /// Red, green, blue, as sRGB.
    static final int RED = 7;
    /// Distance along the ray, in multiples of [Camera#direction]; how much it differs within the splat.
    static final int DISTANCE = 10;
    static final int SPREAD = 11;
    /// Centre, camera frame, m.
    static final int CENTER = 12;
    /// Of solid splats the inverse covariance in the camera's frame, m⁻²: xx, xy, xz, yy, yz, zz. Of discs two axes over their sizes, m⁻¹.
    static final int SHAPE = 15;
    static final int LAYER = 21;
    static final int FLAT = 22;

    /// What is fainter than a step of 8 bits is not seen.
    static final double FAINTEST = 1.0 / 255;
    private static final double WIDENING = 0.3;
    /// Discs are at least as wide as this many pixels squared (2D Gaussian splatting: half a pixel's diagonal).
    private static final double DISC_WIDENING = 0.5;
    /// How far outside of the image, in half widths, the projection's derivative is taken at most.
    private static final double OUTSIDE = 1.3;
    /// A solid splat is at least this thick, as a part of its size, so that it has an inverse.
    private static final double THINNEST = 1e-3;
    private static final int CHUNK = 4096;

    private List<SplatLayer> layers = List.of();
    private Camera camera = Camera.perspective(1, 1, 1);
    private View view = new View(0, camera, Pose.IDENTITY);
    private double exposure = 1;
    private int total;
    private int seen;
    /// [total][STRIDE]
    private float[] numbers = {};
    /// [total][4] least and most column and row that is touched
    private int[] boxes = {};
    /// [total] bits of the distance above, number of the splat below; sorted
    private long[] order = {};
    /// [nlayer + 1] the first splat of each layer
    private int[] first = {0};

    SplatList() {}

    int seen() {
        return seen;
    }

    /// The splat at a place of the order.
    int at(int rank) {
        return (int) order[rank];
    }

    float[] numbers() {
        return numbers;
    }

    int[] boxes() {
        return boxes;
    }

    /// @param pool projects
    /// @param newExposure factor of the light
    void prepare(List<SplatLayer> newLayers, View newView, double newExposure, Parallel pool) {
        layers = newLayers;
        view = newView;
        camera = newView.camera();
        exposure = newExposure;
        first = new int[layers.size() + 1];
        for (int l = 0; l < layers.size(); l++) {
            first[l + 1] = Math.addExact(first[l], layers.get(l).splats().count());
        }
        total = first[layers.size()];
        if (order.length < total) {
            order = new long[total];
            boxes = new int[Math.multiplyExact(4, total)];
            numbers = new float[Math.multiplyExact(STRIDE, total)];
        }
        for (int l = 0; l < layers.size(); l++) {
            int layer = l;
            Projection projection = new Projection(layer);
            pool.run(layers.get(l).splats().count(), CHUNK, (from, to) -> projection.run(from, to));
        }
        Arrays.sort(order, 0, total);
        seen = total;
        while (seen > 0 && order[seen - 1] == Long.MAX_VALUE) {
            seen--;
        }
        sortEquals();
    }

    /// Splats of the same distance are sorted by what they are, so that their order in the file does not matter.
    private void sortEquals() {
        for (int i = 0; i < seen;) {
            int end = i + 1;
            while (end < seen && order[end] >> 32 == order[i] >> 32) {
                end++;
            }
            if (end - i > 1) {
                List<Integer> equal = new ArrayList<>();
                for (int k = i; k < end; k++) {
                    equal.add((int) order[k]);
                }
                equal.sort(this::compare);
                long distance = order[i] & 0xFFFF_FFFF_0000_0000L;
                for (int k = i; k < end; k++) {
                    order[k] = distance | equal.get(k - i);
                }
            }
            i = end;
        }
    }

    private int compare(int a, int b) {
        for (int k = 0; k < STRIDE; k++) {
            int c = Float.compare(numbers[STRIDE * a + k], numbers[STRIDE * b + k]);
            if (c != 0) {
                return c;
            }
        }
        return 0;
    }

    /// Projects the splats of one layer.
    private final class Projection {
        private final SplatLayer layer;
        private final int index;
        private final Splats splats;
        /// Cloud to camera.
        private final Pose toCamera;
        private final Quat turn;
        /// The eye, in the cloud's frame.
        private final Vec3 eye;

        Projection(int index) {
            this.index = index;
            layer = layers.get(index);
            splats = layer.splats();
            toCamera = view.pose().inverse().times(layer.pose());
            turn = toCamera.rotation();
            eye = layer.pose().inverseTransform(view.pose().position()).times(1 / layer.scale());
        }

        void run(int from, int to) {
            double[] basis = new double[16];
            double[] pixel = new double[2];
            double[] jacobian = new double[6];
            double[] axes = new double[9];
            for (int i = from; i < to; i++) {
                int id = first[index] + i;
                boolean visible = project(i, id, basis, pixel, jacobian, axes);
                order[id] = visible
                        ? (long) Float.floatToRawIntBits(numbers[STRIDE * id + DISTANCE]) << 32 | id
                        : Long.MAX_VALUE;
            }
        }

        /// False where the splat cannot be seen.
        private boolean project(int i, int id, double[] basis, double[] pixel, double[] jacobian, double[] axes) {
            Vec3 own = new Vec3(splats.position().get(3 * i), splats.position().get(3 * i + 1),
                    splats.position().get(3 * i + 2));
            Vec3 m = toCamera.transform(own.times(layer.scale()));
            double opacity = splats.opacity().get(i);
            boolean straight = camera.lens().isStraight();
            if (straight && m.z() <= camera.near() || opacity <= FAINTEST) {
                return false;
            }
            camera.project(m, pixel);
            if (!(Math.abs(pixel[0]) + Math.abs(pixel[1]) < 1e6)) {
                return false;
            }
            double size = axes(i, axes);
            derivative(m, jacobian);
            int at = STRIDE * id;
            double reach = StrictMath.log(opacity / FAINTEST);
            if (!conic(axes, jacobian, pixel, reach, id)) {
                return false;
            }
            numbers[at + X] = (float) pixel[0];
            numbers[at + Y] = (float) pixel[1];
            numbers[at + OPACITY] = (float) opacity;
            numbers[at + REACH] = (float) reach;
            numbers[at + DISTANCE] = (float) (straight ? m.z() : m.length());
            numbers[at + SPREAD] = (float) (5 * size);
            numbers[at + CENTER] = (float) m.x();
            numbers[at + CENTER + 1] = (float) m.y();
            numbers[at + CENTER + 2] = (float) m.z();
            numbers[at + LAYER] = index;
            numbers[at + FLAT] = splats.flat() ? 1 : 0;
            shape(axes, at);
            colour(i, own, basis, at);
            return true;
        }

        /// Writes the splat's axes, times their sizes, in the camera's frame, one after the other; returns the largest size.
        private double axes(int i, double[] axes) {
            double w = splats.rotation().get(4 * i);
            double x = splats.rotation().get(4 * i + 1);
            double y = splats.rotation().get(4 * i + 2);
            double z = splats.rotation().get(4 * i + 3);
            Vec3[] columns = {new Vec3(1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)),
                new Vec3(2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)),
                new Vec3(2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y))};
            double most = 0;
            for (int k = 0; k < 3; k++) {
                most = Math.max(most, layer.scale() * splats.scale().get(3 * i + k));
            }
            for (int k = 0; k < 3; k++) {
                double size = layer.scale() * splats.scale().get(3 * i + k);
                Vec3 axis = turn.rotate(columns[k])
                        .times(splats.flat() ? size : Math.max(size, THINNEST * most));
                axes[3 * k] = axis.x();
                axes[3 * k + 1] = axis.y();
                axes[3 * k + 2] = axis.z();
            }
            return most;
        }

        /// Writes the derivative of the projection by the point: x by x, y, z, then y.
        private void derivative(Vec3 m, double[] j) {
            if (camera.isOrthographic()) {
                Arrays.fill(j, 0);
                j[0] = camera.fx();
                j[4] = camera.fy();
            } else if (camera.lens().isStraight()) {
                double z = 1 / m.z();
                double x = within(m.x() * z, camera.cx(), camera.fx(), camera.width());
                double y = within(m.y() * z, camera.cy(), camera.fy(), camera.height());
                j[0] = camera.fx() * z;
                j[1] = 0;
                j[2] = -camera.fx() * x * z;
                j[3] = 0;
                j[4] = camera.fy() * z;
                j[5] = -camera.fy() * y * z;
            } else {
                byDifferences(m, j);
            }
        }

        private static double within(double x, double center, double focal, int side) {
            double middle = (0.5 * (side - 1) - center) / focal;
            double half = OUTSIDE * 0.5 * side / focal;
            return Math.clamp(x, middle - half, middle + half);
        }

        private void byDifferences(Vec3 m, double[] j) {
            double h = 1e-5 * m.length();
            double[] a = new double[2];
            double[] b = new double[2];
            for (int k = 0; k < 3; k++) {
                Vec3 step = new Vec3(k == 0 ? h : 0, k == 1 ? h : 0, k == 2 ? h : 0);
                camera.project(m.plus(step), a);
                camera.project(m.minus(step), b);
                j[k] = (a[0] - b[0]) / (2 * h);
                j[3 + k] = (a[1] - b[1]) / (2 * h);
            }
        }

        /// Writes the inverse covariance in the image and the box; false where the box misses the image.
        private boolean conic(double[] axes, double[] j, double[] pixel, double reach, int id) {
            double widening = splats.flat() ? DISC_WIDENING : WIDENING;
            double xx = widening;
            double xy = 0;
            double yy = widening;
            for (int k = 0; k < 9; k += 3) {
                double u = j[0] * axes[k] + j[1] * axes[k + 1] + j[2] * axes[k + 2];
                double v = j[3] * axes[k] + j[4] * axes[k + 1] + j[5] * axes[k + 2];
                xx += u * u;
                xy += u * v;
                yy += v * v;
            }
            double det = xx * yy - xy * xy;
            if (!(det > 0 && det < Double.POSITIVE_INFINITY)) {
                return false;
            }
            int at = STRIDE * id;
            numbers[at + XX] = (float) (yy / det);
            numbers[at + XY] = (float) (-xy / det);
            numbers[at + YY] = (float) (xx / det);
            double wide = splats.flat() ? 2 : 1; // the outline of a near disc differs from the Gaussian's
            double right = wide * Math.sqrt(2 * reach * xx);
            double down = wide * Math.sqrt(2 * reach * yy);
            boxes[4 * id] = (int) Math.max(0, Math.ceil(pixel[0] - right));
            boxes[4 * id + 1] = (int) Math.min(camera.width() - 1.0, Math.floor(pixel[0] + right));
            boxes[4 * id + 2] = (int) Math.max(0, Math.ceil(pixel[1] - down));
            boxes[4 * id + 3] = (int) Math.min(camera.height() - 1.0, Math.floor(pixel[1] + down));
            return boxes[4 * id] <= boxes[4 * id + 1] && boxes[4 * id + 2] <= boxes[4 * id + 3];
        }

        private void shape(double[] a, int at) {
            if (splats.flat()) {
                double u = 1 / Math.max(1e-30, a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
                double v = 1 / Math.max(1e-30, a[3] * a[3] + a[4] * a[4] + a[5] * a[5]);
                for (int k = 0; k < 3; k++) {
                    numbers[at + SHAPE + k] = (float) (a[k] * u);
                    numbers[at + SHAPE + 3 + k] = (float) (a[3 + k] * v);
                }
                return;
            }
            int to = at + SHAPE;
            for (int r = 0; r < 3; r++) {
                for (int c = r; c < 3; c++) {
                    double sum = 0;
                    for (int k = 0; k < 9; k += 3) {
                        double square = a[k] * a[k] + a[k + 1] * a[k + 1] + a[k + 2] * a[k + 2];
                        sum += a[k + r] * a[k + c] / Math.max(1e-60, square * square);
                    }
                    numbers[to++] = (float) sum;
                }
            }
        }

        private void colour(int i, Vec3 own, double[] basis, int at) {
            Vec3 way = own.minus(eye);
            Vec3 d = camera.isOrthographic()
                    ? layer.pose().rotation().conjugate().rotate(view.pose().rotation().rotate(Vec3.Z))
                    : way.times(1 / Math.max(1e-30, way.length()));
            Harmonics.basis(splats.degree(), d.x(), d.y(), d.z(), basis);
            for (int c = 0; c < 3; c++) {
                double colour = Harmonics.colour(splats.harmonics(), 3 * splats.terms() * i + c, splats.terms(),
                        basis);
                numbers[at + RED + c] = (float) SplatColour.exposed(colour, exposure);
            }
        }
    }
}

package org.isthmus.render.cpu;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.raster.DrawList;
import org.isthmus.render.raster.VisibilityBuffer;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.WorldState;

/// A depth image seen from a lamp. A place is in shadow where something nearer to the lamp is there; of the four texels around it each
/// counts by its distance (percentage closer filtering, Reeves and others, SIGGRAPH 1987). Outside of the image nothing is in shadow.
final class ShadowMap {
    /// How coarse levels of detail may be in the map, texels.
    private static final double LEVEL_ERROR = 0.5;
    /// How far a place is moved along its normal, and how much nearer a caster must be, in texels: a surface does not shade itself.
    private static final double NORMAL_OFFSET = 1.5;
    private static final double DEPTH_OFFSET = 1.0;

    private final DrawList list = new DrawList();
    private final VisibilityBuffer buffer = new VisibilityBuffer();
    private Camera camera = Camera.perspective(1, 1, 1);
    private double rxx;
    private double rxy;
    private double rxz;
    private double ryx;
    private double ryy;
    private double ryz;
    private double rzx;
    private double rzy;
    private double rzz;
    private double px;
    private double py;
    private double pz;

    ShadowMap() {}

    void draw(WorldState world, Light light, Aabb box, int size) {
        double radius = Math.max(1e-3, box.halfSize().length());
        Vec3 up = Math.abs(light.direction().z()) < 0.99 ? Vec3.Z : Vec3.X;
        Pose pose;
        if (light.kind() == Light.Kind.DIRECTIONAL) {
            Vec3 from = box.center().plusScaled(light.direction(), -4 * radius);
            pose = View.lookAt(from, box.center(), up);
            camera = Camera.orthographic(size, size, 2 * radius);
        } else {
            pose = View.lookAt(light.position(), light.position().plus(light.direction()), up);
            camera = Camera.perspective(size, size, Math.min(2 * light.outerAngle() + 0.02, 2.8)).withNear(0.02);
        }
        list.prepare(world, camera, pose, LEVEL_ERROR);
        buffer.reset(size, size);
        list.fill(buffer, 0, size);
        Pose inverse = pose.inverse();
        Rotation r = inverse.rotation().toRotation();
        rxx = r.xx();
        rxy = r.xy();
        rxz = r.xz();
        ryx = r.yx();
        ryy = r.yy();
        ryz = r.yz();
        rzx = r.zx();
        rzy = r.zy();
        rzz = r.zz();
        px = inverse.position().x();
        py = inverse.position().y();
        pz = inverse.position().z();
    }

    /// The part of the light that reaches a place, 0 to 1.
    ///
    /// @param nx unit normal of the surface, on the lit side
    double visible(double x, double y, double z, double nx, double ny, double nz) {
        boolean parallel = camera.isOrthographic();
        double depth = rzx * x + rzy * y + rzz * z + pz;
        double texel = (parallel ? 1 : depth) / camera.fx();
        double offset = NORMAL_OFFSET * texel;
        double wx = x + offset * nx;
        double wy = y + offset * ny;
        double wz = z + offset * nz;
        depth = rzx * wx + rzy * wy + rzz * wz + pz;
        if (!(depth > camera.near())) {
            return 1;
        }
        double scale = parallel ? 1 : 1 / depth;
        double column = camera.fx() * scale * (rxx * wx + rxy * wy + rxz * wz + px) + camera.cx();
        double row = camera.fy() * scale * (ryx * wx + ryy * wy + ryz * wz + py) + camera.cy();
        if (!(column >= 0 && row >= 0 && column < camera.width() - 1 && row < camera.height() - 1)) {
            return 1;
        }
        int c = (int) column;
        int r = (int) row;
        // shifting by 32 leaves the bits of a positive float, which order as it does
        int limit = Float.floatToRawIntBits(list.nearness(depth - DEPTH_OFFSET * texel));
        long[] words = buffer.words();
        int at = r * buffer.width() + c;
        double fc = column - c;
        double fr = row - r;
        double top = lit(words[at], limit) * (1 - fc) + lit(words[at + 1], limit) * fc;
        int below = at + buffer.width();
        double bottom = lit(words[below], limit) * (1 - fc) + lit(words[below + 1], limit) * fc;
        return top * (1 - fr) + bottom * fr;
    }

    private static int lit(long word, int limit) {
        return (int) (word >>> 32) > limit ? 0 : 1;
    }
}

package org.isthmus.render.texture;

import org.isthmus.core.array.ByteArray;

/// Six images on the faces of a cube around the origin; the coordinates are a direction of any length.
///
/// The faces are MuJoCo's: right +x, left −x, up +y, down −y, front +z, back −z, laid out as OpenGL's cube maps.
public final class CubeTexture implements Texture {
    private static final int FACES = 6;
    private final ImageTexture[] faces = new ImageTexture[FACES];

    /// @param pixels [6][width][width][channels], or [width][width][channels] for the same image on all faces
    public CubeTexture(int width, int channels, boolean srgb, ByteArray pixels) {
        int size = width * width * channels;
        boolean single = pixels.length() == size;
        for (int face = 0; face < FACES; face++) {
            if (single && face > 0) {
                faces[face] = faces[0];
            } else {
                byte[] image = new byte[size];
                pixels.copyTo(face * size, image, 0, size);
                faces[face] = new ImageTexture(width, width, channels, srgb, ByteArray.wrap(image));
            }
        }
    }

    @Override
    public void sample(double x, double y, double z, double footprint, float[] rgba) {
        double ax = Math.abs(x);
        double ay = Math.abs(y);
        double az = Math.abs(z);
        double most = Math.max(ax, Math.max(ay, az));
        if (!(most > 0)) {
            faces[0].sample(0.5, 0.5, 0, 0, rgba);
            return;
        }
        int face;
        double s;
        double t;
        if (most == ax) {
            face = x > 0 ? 0 : 1;
            s = x > 0 ? -z : z;
            t = -y;
        } else if (most == ay) {
            face = y > 0 ? 2 : 3;
            s = x;
            t = y > 0 ? z : -z;
        } else {
            face = z > 0 ? 4 : 5;
            s = z > 0 ? x : -x;
            t = -y;
        }
        // the edge texels of a face are not blended with those of its neighbour: stay half a texel inside
        double u = 0.5 * (s / most + 1);
        double v = 0.5 * (t / most + 1);
        faces[face].sample(inside(u), 1 - inside(v), 0, 0.5 * footprint / most, rgba);
    }

    private static double inside(double u) {
        return Math.clamp(u, 1e-6, 1 - 1e-6);
    }
}

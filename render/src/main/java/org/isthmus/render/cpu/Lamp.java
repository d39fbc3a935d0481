package org.isthmus.render.cpu;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.scene.Light;

/// A light, or a mesh that shines, in single precision.
final class Lamp {
    /// [3] what strengths are multiplied with
    final float[] power = new float[3];
    Light.Kind kind = Light.Kind.POINT;
    boolean castsShadow;
    /// Position and direction, world frame, m.
    float x;
    float y;
    float z;
    float dx;
    float dy;
    float dz;
    float outerCosine;
    float coneScale;
    /// Of area lights and meshes: normal times area of what shines to one side, m², a quarter of the area of what shines all around, area of the
    /// first over π, and area over π of the disk that looks as large.
    float frontX;
    float frontY;
    float frontZ;
    float around;
    float spread;
    float size2;
    /// How far before the middle rays to it end, as the mesh itself is there, m.
    float reach;
    private double knownAngle = Double.NaN;
    private double knownSoftness;

    Lamp() {}

    /// Whether it is more than a point.
    boolean isWide() {
        return kind == Light.Kind.AREA;
    }

    void set(Light light) {
        kind = light.kind();
        castsShadow = light.castsShadow();
        Vec3 p = light.position();
        x = (float) p.x();
        y = (float) p.y();
        z = (float) p.z();
        Vec3 d = light.direction();
        dx = (float) d.x();
        dy = (float) d.y();
        dz = (float) d.z();
        setPower(light.power().r(), light.power().g(), light.power().b());
        reach = 0;
        if (kind == Light.Kind.SPOT) {
            setCone(light.outerAngle(), light.softness());
        } else if (kind == Light.Kind.AREA) {
            double area = light.area();
            setFront(area * d.x(), area * d.y(), area * d.z(), 0);
        }
    }

    private void setPower(double r, double g, double b) {
        power[0] = (float) r;
        power[1] = (float) g;
        power[2] = (float) b;
    }

    /// @param fx normal times area, m²
    /// @param rest area of what shines all around, m²
    private void setFront(double fx, double fy, double fz, double rest) {
        double area = Math.sqrt(fx * fx + fy * fy + fz * fz);
        frontX = (float) fx;
        frontY = (float) fy;
        frontZ = (float) fz;
        around = (float) (rest / 4);
        spread = (float) (area / Math.PI);
        size2 = (float) ((area + rest / 4) / Math.PI);
    }

    /// Becomes a mesh that shines.
    void set(Emitters emitters, int number) {
        kind = Light.Kind.AREA;
        castsShadow = true;
        double[] e = emitters.values(number);
        x = (float) e[Emitters.X];
        y = (float) e[Emitters.X + 1];
        z = (float) e[Emitters.X + 2];
        setPower(e[Emitters.POWER], e[Emitters.POWER + 1], e[Emitters.POWER + 2]);
        setFront(e[Emitters.FRONT], e[Emitters.FRONT + 1], e[Emitters.FRONT + 2], e[Emitters.REST]);
        reach = (float) e[Emitters.REACH];
    }

    /// Cosines are slow and allocate: they are computed when they change.
    private void setCone(double angle, double softness) {
        if (angle == knownAngle && softness == knownSoftness) {
            return;
        }
        knownAngle = angle;
        knownSoftness = softness;
        double outer = StrictMath.cos(angle);
        double inner = StrictMath.cos(angle * (1 - softness));
        outerCosine = (float) outer;
        coneScale = (float) (1 / Math.max(inner - outer, 1e-9));
    }
}

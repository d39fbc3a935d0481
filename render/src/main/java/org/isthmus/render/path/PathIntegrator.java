package org.isthmus.render.path;

import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.camera.View;
import org.isthmus.render.ray.Ray;
import org.isthmus.render.ray.WorldRays;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.PbrMaterial.Property;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.Bsdf;
import org.isthmus.render.shade.Sampling;
import org.isthmus.render.shade.Surface;
import org.isthmus.render.shade.SurfaceResolver;

/// Follows light from the camera backwards, one path at a time: the radiance that arrives is the mean over paths (Kajiya 1986).
///
/// At each surface one lamp and the surroundings are sampled on purpose, and the path goes on in a direction drawn by the reflection; what
/// either could have found is weighted by the balance of their densities (Veach, "Robust Monte Carlo methods for light transport simulation", 1997,
/// section 9.2). Dim paths end by Russian roulette. Directional lights of some angular radius and area lights can also be met by chance;
/// point and spot lights cannot. For one thread.
final class PathIntegrator {
    private static final double OFFSET = 2e-5;
    private static final int FIRST_ROULETTE = 3;
    /// See-through surfaces in a row, after which nothing is seen.
    private static final int MAX_CLEAR = 64;
    /// Stands for an instance where a ray ended at an area light.
    private static final int AREA_LIGHT = -2;

    private final WorldState world;
    private final View view;
    private final PhotoSettings settings;
    private final WorldRays.Tracer tracer;
    private final EnvironmentSampler environment;
    private final List<Light> lights;
    private final SobolSampler random;
    private final SurfaceResolver resolver = new SurfaceResolver();
    /// For what is in the way of light.
    private final SurfaceResolver blocker = new SurfaceResolver();
    private final Surface surface = new Surface();
    private final Ray ray = new Ray();
    private final Ray shadow = new Ray();
    /// [3] reflectance times cosine, and radiance of what shines
    private final double[] f = new double[3];
    private final double[] le = new double[3];

    // The path: what its end still counts ([3]), and how the present direction was drawn.
    private final double[] weight = new double[3];
    private double pdf;
    /// Whether the present direction could not have been sampled on purpose: from the camera, or off a mirror.
    private boolean exact;
    private double pixelAngle;

    /// [3] radiance of the last path
    final double[] radiance = new double[3];
    /// [3] colour and unit normal (world frame) of what it saw first
    final double[] albedo = new double[3];
    final double[] normal = new double[3];
    double depth;

    PathIntegrator(WorldState world, View view, PhotoSettings settings, WorldRays.Tracer tracer,
            EnvironmentSampler around) {
        this.world = world;
        this.view = view;
        this.settings = settings;
        this.tracer = tracer;
        environment = new EnvironmentSampler(around);
        lights = world.lights;
        random = new SobolSampler(settings.seed());
    }

    /// Follows one path.
    void trace(int x, int y, int sample) {
        random.begin(x, y, sample);
        clear();
        if (!aim(x, y)) {
            return;
        }
        exact = true;
        for (int bounce = 0;; bounce++) {
            if (!hit()) {
                addDistant();
                return;
            }
            Vec3 d = new Vec3(ray.dx, ray.dy, ray.dz).normalized();
            boolean front = surface.face(-d.x(), -d.y(), -d.z());
            if (bounce == 0) {
                remember();
            }
            if (front) {
                add(surface.emitRed, surface.emitGreen, surface.emitBlue, 1);
            }
            if (bounce >= settings.maxBounces() || !bounce(d, front) || !survives(bounce)) {
                return;
            }
        }
    }

    private void clear() {
        for (int k = 0; k < 3; k++) {
            radiance[k] = 0;
            albedo[k] = 0;
            normal[k] = 0;
            weight[k] = 1;
        }
        depth = 0;
    }

    /// Sends a ray through a random place of a pixel and of the lens; false where the lens lets nothing through.
    private boolean aim(int x, int y) {
        random.next();
        double px = x + random.u() - 0.5;
        double py = y + random.v() - 0.5;
        Vec3 direction = view.camera().direction(px, py);
        Vec3 origin = view.camera().origin(px, py);
        if (!direction.isFinite()) {
            return false;
        }
        random.next();
        if (settings.lensRadius() > 0) {
            double[] disk = new double[2];
            Sampling.disk(random.u(), random.v(), disk);
            Vec3 focus = origin.plusScaled(direction, settings.focusDistance());
            origin = origin.plus(new Vec3(disk[0], disk[1], 0).times(settings.lensRadius()));
            direction = focus.minus(origin).times(1 / settings.focusDistance());
        }
        pixelAngle = 1 / view.camera().fx();
        Vec3 o = view.pose().transform(origin);
        Vec3 d = view.pose().rotation().rotate(direction);
        ray.set(o.x(), o.y(), o.z(), d.x(), d.y(), d.z(), (float) view.camera().near(), Float.POSITIVE_INFINITY);
        return true;
    }

    /// Finds the next surface; what is see-through there is passed. False when there is none before an area light or at all.
    private boolean hit() {
        for (int i = 0; i < MAX_CLEAR; i++) {
            boolean found = tracer.closest(ray);
            if (meetsAreaLight(found ? ray.t : Double.POSITIVE_INFINITY)) {
                return false;
            }
            if (!found) {
                return false;
            }
            resolve(ray);
            if (surface.opacity >= 1) {
                return true;
            }
            random.next();
            if (random.u() < surface.opacity) {
                return true;
            }
            ray.pass();
        }
        return false;
    }

    private void resolve(Ray hit) {
        resolver.take(world, hit.instance,
                world.scene().meshes().get(world.scene().instances().get(hit.instance).mesh()).finest(), hit.face);
        resolver.weigh(hit.b1, hit.b2);
        double length = Math.sqrt(hit.dx * hit.dx + hit.dy * hit.dy + hit.dz * hit.dz);
        resolver.resolve(hit.t * length * pixelAngle, surface);
    }

    /// The opacity of what a ray hit, seen sharply.
    private double opacity(Ray hit) {
        PbrMaterial material = world.materialOf(hit.instance);
        if (!material.layers().containsKey(Property.OPACITY)) {
            return material.opacity();
        }
        blocker.take(world, hit.instance,
                world.scene().meshes().get(world.scene().instances().get(hit.instance).mesh()).finest(), hit.face);
        blocker.weigh(hit.b1, hit.b2);
        return blocker.opacity(0);
    }

    private void remember() {
        albedo[0] = surface.red;
        albedo[1] = surface.green;
        albedo[2] = surface.blue;
        normal[0] = surface.nx;
        normal[1] = surface.ny;
        normal[2] = surface.nz;
        depth = ray.t;
    }

    private void add(double r, double g, double b, double scale) {
        radiance[0] += scale * weight[0] * r;
        radiance[1] += scale * weight[1] * g;
        radiance[2] += scale * weight[2] * b;
    }

    /// What comes from beyond all surfaces: surroundings, suns.
    private void addDistant() {
        if (ray.instance == AREA_LIGHT) {
            return;
        }
        Vec3 d = new Vec3(ray.dx, ray.dy, ray.dz).normalized();
        environment.radiance(d, le);
        double balance = exact || !settings.directLight() ? 1 : pdf / (pdf + environment.pdf(d));
        add(le[0], le[1], le[2], balance);
        for (Light light : lights) {
            double cosine = StrictMath.cos(light.radius());
            if (light.kind() == Light.Kind.DIRECTIONAL && cosine < 1 && -d.dot(light.direction()) >= cosine) {
                double density = 1 / (2 * Math.PI * (1 - cosine));
                double found = exact || !settings.directLight() ? 1 : pdf / (pdf + density / lights.size());
                add(light.power().r(), light.power().g(), light.power().b(), found * density);
            }
        }
    }

    /// Adds the light of an area light that the ray meets before `limit`.
    private boolean meetsAreaLight(double limit) {
        Light nearest = null;
        double t = limit;
        for (Light light : lights) {
            if (light.kind() == Light.Kind.AREA) {
                double at = distance(light);
                boolean facing = ray.dx * light.direction().x() + ray.dy * light.direction().y()
                        + ray.dz * light.direction().z() < 0;
                if (facing && at > ray.tmin && at < t) {
                    t = at;
                    nearest = light;
                }
            }
        }
        if (nearest == null) {
            return false;
        }
        Vec3 d = new Vec3(ray.dx, ray.dy, ray.dz);
        double length = d.length();
        double cosine = d.dot(nearest.direction()) / length;
        double density = t * t * length * length / (-cosine * nearest.area() * lights.size());
        double balance = exact || !settings.directLight() ? 1 : pdf / (pdf + density);
        add(nearest.power().r(), nearest.power().g(), nearest.power().b(), balance);
        ray.instance = AREA_LIGHT;
        return true;
    }

    /// Where the ray meets the rectangle of a light; infinite where it does not.
    private double distance(Light light) {
        Vec3 o = new Vec3(ray.ox, ray.oy, ray.oz);
        Vec3 d = new Vec3(ray.dx, ray.dy, ray.dz);
        double t = light.position().minus(o).dot(light.direction()) / d.dot(light.direction());
        Vec3 p = o.plusScaled(d, t).minus(light.position());
        Vec3 up = light.halfHeightVector();
        boolean inside = Math.abs(p.dot(light.halfWidth())) <= light.halfWidth().lengthSquared()
                && Math.abs(p.dot(up)) <= up.lengthSquared();
        return inside ? t : Double.POSITIVE_INFINITY;
    }

    /// Scatters the path at the surface; false when it ends there.
    private boolean bounce(Vec3 d, boolean front) {
        random.next();
        double choice = random.u();
        double fresnel = random.v();
        if (choice < surface.transmission) {
            return refract(d, front, fresnel);
        }
        double rescaled = (choice - surface.transmission) / (1 - surface.transmission);
        Vec3 towards = d.negate();
        rectifyNormal(towards);
        if (settings.directLight()) {
            addLamp(towards);
            addSurroundings(towards);
        }
        random.next();
        Vec3 next = BsdfSampler.sample(surface, towards, rescaled, random.u(), random.v());
        if (next == null || next.dot(new Vec3(surface.gx, surface.gy, surface.gz)) <= 0) {
            return false;
        }
        pdf = BsdfSampler.pdf(surface, towards, next);
        Bsdf.reflect(surface, next.x(), next.y(), next.z(), towards.x(), towards.y(), towards.z(), f);
        double cosine = surface.nx * next.x() + surface.ny * next.y() + surface.nz * next.z();
        for (int k = 0; k < 3; k++) {
            weight[k] *= f[k] * cosine / pdf;
        }
        exact = false;
        leave(next, 1);
        return pdf > 0;
    }

    /// Turns a shading normal that looks away from the viewer into the plane of sight.
    private void rectifyNormal(Vec3 towards) {
        Vec3 n = new Vec3(surface.nx, surface.ny, surface.nz);
        double away = n.dot(towards);
        if (away < 1e-3) {
            Vec3 turned = n.plusScaled(towards, 1e-3 - away).normalized();
            surface.nx = turned.x();
            surface.ny = turned.y();
            surface.nz = turned.z();
        }
    }

    /// Through, or off, a smooth clear body (exact Fresnel equations).
    private boolean refract(Vec3 d, boolean front, double choice) {
        Vec3 n = new Vec3(surface.nx, surface.ny, surface.nz);
        double eta = front ? 1 / surface.ior : surface.ior;
        double cosIn = Math.clamp(-d.dot(n), 1e-6, 1);
        double sin2 = eta * eta * (1 - cosIn * cosIn);
        double reflectance = 1;
        double cosOut = 0;
        if (sin2 < 1) {
            cosOut = Math.sqrt(1 - sin2);
            double parallel = (cosIn - eta * cosOut) / (cosIn + eta * cosOut);
            double across = (eta * cosIn - cosOut) / (eta * cosIn + cosOut);
            reflectance = 0.5 * (parallel * parallel + across * across);
        }
        exact = true;
        if (choice < reflectance) {
            leave(d.plusScaled(n, 2 * cosIn), 1);
            return true;
        }
        weight[0] *= surface.red;
        weight[1] *= surface.green;
        weight[2] *= surface.blue;
        leave(d.times(eta).plusScaled(n, eta * cosIn - cosOut), -1);
        return true;
    }

    /// Lets the path leave the surface.
    ///
    /// @param side 1: on the viewer's side, −1: on the other
    private void leave(Vec3 direction, int side) {
        double o = side * offset();
        ray.set(surface.x + o * surface.gx, surface.y + o * surface.gy, surface.z + o * surface.gz, direction.x(),
                direction.y(), direction.z(), 0, Float.POSITIVE_INFINITY);
    }

    private double offset() {
        return OFFSET * (1 + Math.abs(surface.x) + Math.abs(surface.y) + Math.abs(surface.z));
    }

    private boolean survives(int bounce) {
        double most = Math.max(weight[0], Math.max(weight[1], weight[2]));
        if (!(most > 0 && most < Double.POSITIVE_INFINITY)) {
            return false;
        }
        if (bounce < FIRST_ROULETTE) {
            return true;
        }
        random.next();
        double chance = Math.clamp(most, 0.05, 0.95);
        if (random.u() >= chance) {
            return false;
        }
        for (int k = 0; k < 3; k++) {
            weight[k] /= chance;
        }
        return true;
    }

    /// Samples a place of one lamp.
    private void addLamp(Vec3 towards) {
        random.next();
        if (lights.isEmpty()) {
            return;
        }
        double scaled = random.u() * lights.size();
        int index = Math.min((int) scaled, lights.size() - 1);
        Light light = lights.get(index);
        random.next();
        Vec3 here = new Vec3(surface.x, surface.y, surface.z);
        switch (light.kind()) {
            case DIRECTIONAL -> {
                double cosine = StrictMath.cos(light.radius());
                Vec3 d = Sampling.cone(light.direction().negate(), cosine, random.u(), random.v());
                double density = cosine < 1 ? 1 / (2 * Math.PI * (1 - cosine)) / lights.size()
                        : Double.POSITIVE_INFINITY;
                lamp(light, towards, d, Double.POSITIVE_INFINITY, 1, density);
            }
            case POINT, SPOT -> {
                Vec3 shift = Sampling.cone(Vec3.Z, -1, random.u(), random.v()).times(light.radius());
                Vec3 way = light.position().plus(shift).minus(here);
                double distance = Math.max(1e-6, way.length());
                Vec3 d = way.times(1 / distance);
                lamp(light, towards, d, distance, light.cone(-d.dot(light.direction())) / (distance * distance),
                        Double.POSITIVE_INFINITY);
            }
            case AREA -> {
                Vec3 place = light.position().plusScaled(light.halfWidth(), 2 * random.u() - 1)
                        .plusScaled(light.halfHeightVector(), 2 * random.v() - 1);
                Vec3 way = place.minus(here);
                double distance = Math.max(1e-6, way.length());
                Vec3 d = way.times(1 / distance);
                double cosine = -d.dot(light.direction());
                if (cosine > 0) {
                    double solid = cosine * light.area() / (distance * distance);
                    lamp(light, towards, d, distance, solid, 1 / (solid * lights.size()));
                }
            }
        }
    }

    /// Adds a lamp's light from a direction.
    ///
    /// @param strength irradiance of a surface that faces it, per power
    /// @param density of the direction; infinite where it cannot be met by chance
    private void lamp(Light light, Vec3 towards, Vec3 d, double distance, double strength, double density) {
        double cosine = surface.nx * d.x() + surface.ny * d.y() + surface.nz * d.z();
        if (!(cosine > 0 && strength > 0) || light.castsShadow() && !isFree(d, distance)) {
            return;
        }
        Bsdf.reflect(surface, d.x(), d.y(), d.z(), towards.x(), towards.y(), towards.z(), f);
        double balance = 1;
        if (density < Double.POSITIVE_INFINITY) {
            balance = density / (density + BsdfSampler.pdf(surface, towards, d));
        }
        double scale = balance * strength * cosine * lights.size();
        add(f[0] * light.power().r(), f[1] * light.power().g(), f[2] * light.power().b(), scale);
    }

    /// Samples a bright place of the surroundings.
    private void addSurroundings(Vec3 towards) {
        random.next();
        Vec3 d = environment.sample(random.u(), random.v());
        double density = environment.pdf();
        double cosine = surface.nx * d.x() + surface.ny * d.y() + surface.nz * d.z();
        if (!(cosine > 0 && density > 0) || !isFree(d, Double.POSITIVE_INFINITY)) {
            return;
        }
        Bsdf.reflect(surface, d.x(), d.y(), d.z(), towards.x(), towards.y(), towards.z(), f);
        environment.radiance(d, le);
        double scale = cosine / (density + BsdfSampler.pdf(surface, towards, d));
        add(f[0] * le[0], f[1] * le[1], f[2] * le[2], scale);
    }

    /// Whether nothing blocks the way; what is partly there blocks it by chance.
    private boolean isFree(Vec3 d, double distance) {
        if (d.x() * surface.gx + d.y() * surface.gy + d.z() * surface.gz <= 0) {
            return false; // behind the surface itself
        }
        double o = offset();
        shadow.set(surface.x + o * surface.gx, surface.y + o * surface.gy, surface.z + o * surface.gz, d.x(), d.y(),
                d.z(),
                0, (float) (distance - 2 * o));
        for (int i = 0; i < MAX_CLEAR; i++) {
            if (!tracer.closest(shadow)) {
                return true;
            }
            double opacity = opacity(shadow);
            random.next();
            if (opacity >= 1 || random.u() < opacity) {
                return false;
            }
            shadow.pass();
        }
        return false;
    }
}

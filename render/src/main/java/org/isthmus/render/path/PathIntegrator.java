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
/// At each surface one lamp (all meshes that shine count as one) and the surroundings are sampled on purpose, and the path goes on in a direction drawn by the reflection; what
/// either could have found is weighted by the balance of their densities (Veach, "Robust Monte Carlo methods for light transport simulation", 1997,
/// section 9.2). Dim paths end by Russian roulette. Directional lights of some angular radius, area lights and meshes can also be met by chance;
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
    private final EmissiveTriangles emissive;
    /// Lights, and one more where meshes shine.
    private final int lampCount;
    private final SobolSampler random;
    private final SurfaceResolver resolver = new SurfaceResolver();
    /// For what is in the way of light.
    private final SurfaceResolver blocker = new SurfaceResolver();
    private final Surface surface = new Surface();
    /// A place of a mesh that shines, and what finds it.
    private final Surface shining = new Surface();
    private final SurfaceResolver shiningAt = new SurfaceResolver();
    private final Scatterer opaque = new OpaqueScatterer();
    private final Scatterer glass = new GlassScatterer();
    /// That of the present surface.
    private Scatterer scatterer = opaque;
    private final Ray ray = new Ray();
    private final Ray shadow = new Ray();
    /// [3] reflectance times cosine, and radiance of what shines
    private final double[] f = new double[3];
    private final double[] le = new double[3];

    /// [3] what the path's end still counts; below, how the present direction was drawn
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
            EnvironmentSampler around, EmissiveTriangles emissive) {
        this.world = world;
        this.view = view;
        this.settings = settings;
        this.tracer = tracer;
        environment = new EnvironmentSampler(around);
        lights = world.lights;
        this.emissive = emissive;
        lampCount = lights.size() + (emissive.isEmpty() ? 0 : 1);
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
                addEmission(d);
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

    /// What the present surface sends out itself.
    private void addEmission(Vec3 d) {
        if (emissive.isEmpty()) {
            return;
        }
        double cosine = -(surface.gx * d.x() + surface.gy * d.y() + surface.gz * d.z());
        double length2 = ray.dx * ray.dx + ray.dy * ray.dy + ray.dz * ray.dz;
        double density = emissive.density(ray.instance, (double) ray.t * ray.t * length2, cosine) / lampCount;
        double balance = exact || !settings.directLight() ? 1 : pdf / (pdf + density);
        add(surface.emitRed, surface.emitGreen, surface.emitBlue, balance);
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
                double found = exact || !settings.directLight() ? 1 : pdf / (pdf + density / lampCount);
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
        double density = t * t * length * length / (-cosine * nearest.area() * lampCount);
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
        boolean clear = choice < surface.transmission;
        double layer = clear ? random.v() : (choice - surface.transmission) / (1 - surface.transmission);
        if (clear && !front) {
            surface.ior = 1 / surface.ior;
        }
        if (clear && GlassScatterer.isSmooth(surface)) {
            return refract(d, layer);
        }
        scatterer = clear ? glass : opaque;
        Vec3 towards = d.negate();
        rectifyNormal(towards);
        if (settings.directLight()) {
            addLamp(towards);
            addSurroundings(towards);
        }
        random.next();
        Vec3 next = scatterer.sample(surface, towards, layer, random.u(), random.v());
        return next != null && scatter(towards, next);
    }

    /// Turns the path into a direction that was drawn; false when it ends there.
    private boolean scatter(Vec3 towards, Vec3 next) {
        int side = side(next);
        if (side == 0) {
            return false;
        }
        pdf = scatterer.pdf(surface, towards, next);
        scatterer.scatter(surface, towards, next, f);
        double cosine = Math.abs(cosine(next));
        for (int k = 0; k < 3; k++) {
            weight[k] *= f[k] * cosine / pdf;
        }
        exact = false;
        leave(next, side);
        return pdf > 0;
    }

    private double cosine(Vec3 d) {
        return surface.nx * d.x() + surface.ny * d.y() + surface.nz * d.z();
    }

    /// 1 for directions on the viewer's side, −1 on the other, 0 where the two normals disagree.
    private int side(Vec3 d) {
        double real = d.x() * surface.gx + d.y() * surface.gy + d.z() * surface.gz;
        double shaded = cosine(d);
        return real > 0 && shaded > 0 ? 1 : real < 0 && shaded < 0 ? -1 : 0;
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

    /// Through, or off, a smooth clear body.
    private boolean refract(Vec3 d, double choice) {
        Vec3 n = new Vec3(surface.nx, surface.ny, surface.nz);
        double eta = 1 / surface.ior;
        double cosIn = Math.clamp(-d.dot(n), 1e-6, 1);
        exact = true;
        if (choice < Bsdf.dielectric(cosIn, surface.ior)) {
            leave(d.plusScaled(n, 2 * cosIn), 1);
            return true;
        }
        double cosOut = Math.sqrt(Math.max(0, 1 - eta * eta * (1 - cosIn * cosIn)));
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
        if (lampCount == 0) {
            return;
        }
        int index = Math.min((int) (random.u() * lampCount), lampCount - 1);
        random.next();
        Vec3 here = new Vec3(surface.x, surface.y, surface.z);
        if (index == lights.size()) {
            addShiningMesh(here, towards);
            return;
        }
        Light light = lights.get(index);
        switch (light.kind()) {
            case DIRECTIONAL -> {
                double cosine = StrictMath.cos(light.radius());
                Vec3 d = Sampling.cone(light.direction().negate(), cosine, random.u(), random.v());
                double density = cosine < 1 ? 1 / (2 * Math.PI * (1 - cosine)) / lampCount : Double.POSITIVE_INFINITY;
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
                double solid = -d.dot(light.direction()) * light.area() / (distance * distance);
                lamp(light, towards, d, distance, solid, 1 / (solid * lampCount));
            }
        }
    }

    /// Samples a place of the meshes that shine.
    private void addShiningMesh(Vec3 here, Vec3 towards) {
        int instance = emissive.sample(random.u(), random.v(), shiningAt, shining);
        Vec3 way = new Vec3(shining.x, shining.y, shining.z).minus(here);
        double distance = Math.max(1e-6, way.length());
        Vec3 d = way.times(1 / distance);
        double density = emissive.density(instance, distance * distance,
                -(d.x() * shining.gx + d.y() * shining.gy + d.z() * shining.gz));
        if (scatters(towards, d, 1 / density) && isFree(d, distance)) {
            double scale = shining.opacity * strength(towards, d, 1 / density, density / lampCount);
            add(f[0] * shining.emitRed, f[1] * shining.emitGreen, f[2] * shining.emitBlue, scale);
        }
    }

    /// Adds a lamp's light from a direction.
    ///
    /// @param strength irradiance of a surface that faces it, per power
    /// @param density of the direction; infinite where it cannot be met by chance
    private void lamp(Light light, Vec3 towards, Vec3 d, double distance, double strength, double density) {
        if (scatters(towards, d, strength) && (!light.castsShadow() || isFree(d, distance))) {
            add(f[0] * light.power().r(), f[1] * light.power().g(), f[2] * light.power().b(),
                    strength(towards, d, strength, density));
        }
    }

    /// Finds how much of the light from a direction goes to the viewer, in `f`; whether any does.
    private boolean scatters(Vec3 towards, Vec3 d, double strength) {
        if (!(strength > 0)) {
            return false;
        }
        scatterer.scatter(surface, towards, d, f);
        return f[0] > 0 || f[1] > 0 || f[2] > 0;
    }

    /// What a lamp's light counts: once for the lamps not chosen, less where it could also have been met by chance.
    private double strength(Vec3 towards, Vec3 d, double strength, double density) {
        double balance = 1;
        if (density < Double.POSITIVE_INFINITY) {
            balance = density / (density + scatterer.pdf(surface, towards, d));
        }
        return balance * strength * Math.abs(cosine(d)) * lampCount;
    }

    /// Samples a bright place of the surroundings.
    private void addSurroundings(Vec3 towards) {
        random.next();
        Vec3 d = environment.sample(random.u(), random.v());
        double density = environment.pdf();
        if (!scatters(towards, d, density) || !isFree(d, Double.POSITIVE_INFINITY)) {
            return;
        }
        environment.radiance(d, le);
        double scale = Math.abs(cosine(d)) / (density + scatterer.pdf(surface, towards, d));
        add(f[0] * le[0], f[1] * le[1], f[2] * le[2], scale);
    }

    /// Whether nothing blocks the way; what is partly there blocks it by chance.
    private boolean isFree(Vec3 d, double distance) {
        int side = side(d);
        if (side == 0) {
            return false; // behind the surface itself
        }
        double o = side * offset();
        shadow.set(surface.x + o * surface.gx, surface.y + o * surface.gy, surface.z + o * surface.gz, d.x(), d.y(),
                d.z(), 0, (float) (distance - 2 * offset()));
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

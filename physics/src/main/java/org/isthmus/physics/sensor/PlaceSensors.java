package org.isthmus.physics.sensor;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.ObjectType;

/// Whether things are inside sites, and where sites are in the images of cameras.
final class PlaceSensors {
    private static final double MIN_VALUE = 1e-15;

    private final Model model;
    private final WorldView view;

    PlaceSensors(WorldView view) {
        model = view.model;
        this.view = view;
    }

    boolean isInside(ObjectType type, int id, int site) {
        return isInside(view.position(type, id), site);
    }

    /// Whether a point of the world is in the volume of a site.
    boolean isInside(Vec3 point, int site) {
        Vec3 local = view.siteRotation(site).transpose().times(point.minus(view.sitePosition(site)));
        return SiteVolume.contains(GeomType.values()[model.sites().type().get(site)], model.sites().size().vec3(site),
                local);
    }

    /// Pixel coordinates of a site, from the image's upper left corner. The principal point does not shift them, as in MuJoCo.
    void project(int site, int camera, double[] out, int at) {
        Vec3 p = view.cameraRotation(camera).transpose()
                .times(view.sitePosition(site).minus(view.cameraPosition(camera)));
        CameraRays rays = new CameraRays(model, camera);
        double depth = Math.abs(p.z()) < MIN_VALUE ? Math.copySign(MIN_VALUE, p.z()) : p.z();
        out[at] = model.cameras().resolution().get(2 * camera) / 2.0 - rays.focalX * p.x() / depth;
        out[at + 1] = model.cameras().resolution().get(2 * camera + 1) / 2.0 + rays.focalY * p.y() / depth;
    }
}

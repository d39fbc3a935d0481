package org.isthmus.model.compile;

import java.util.Locale;

import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Site;

/// Compiles sites: frames and sizes. A mesh on a site stands with its inertial frame at the site's frame.
final class Sites {
    private Sites() {}

    static void compile(Compilation c) {
        c.sites.list.forEach(site -> compile(c, site));
    }

    private static void compile(Compilation c, SiteDraft site) {
        Site e = site.element;
        e.quat = Frames.unit(c, site, e.quat);
        if (e.type == GeomType.PLANE || e.type == GeomType.HFIELD || e.type == GeomType.SDF) {
            c.error(site, "has the type " + e.type.name().toLowerCase(Locale.ROOT),
                    "sphere, capsule, ellipsoid, cylinder, box or mesh", "change the type");
            return;
        }
        boolean mesh = e.type == GeomType.MESH;
        if (mesh != (e.mesh != null)) {
            c.error(site, mesh ? "has the type mesh but no mesh" : "names a mesh but has another type",
                    "a mesh and type=\"mesh\", or neither", "add what is missing");
        }
        if (!Double.isNaN(e.fromTo[0])) {
            Frames.Segment segment = Frames.segment(c, site, e.type, e.fromTo, e.pose(), e.size);
            e.setPose(segment.pose());
            System.arraycopy(segment.size(), 0, e.size, 0, 3);
        }
        Frames.checkSize(c, site, e.type, e.size);
        if (site.mesh != null) {
            Geoms.extent(site.mesh.bounds).into(e.size, 0);
            site.material = site.material == null ? site.mesh.material : site.material;
        }
    }
}

package org.isthmus.physics.sensor;

import java.util.List;

import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.Contact;

/// Touch sensors: the sum of normal forces of contacts whose line of action meets the volume of a site.
final class TouchSensors {
    private final Model model;
    private final WorldView view;

    TouchSensors(WorldView view) {
        model = view.model;
        this.view = view;
    }

    double measure(int site, List<Contact> contacts) {
        double sum = 0;
        for (Contact contact : contacts) {
            sum += felt(site, contact);
        }
        return sum;
    }

    private double felt(int site, Contact contact) {
        int body = model.sites().bodyId().get(site);
        boolean first = model.geoms().bodyId().get(contact.firstGeom()) == body;
        boolean second = model.geoms().bodyId().get(contact.secondGeom()) == body;
        double force = contact.force().dot(contact.normal());
        if (!first && !second || force <= 0) {
            return 0;
        }
        Vec3 ray = second ? contact.normal().negate() : contact.normal();
        Rotation toSite = view.siteRotation(site).transpose();
        Vec3 point = toSite.times(contact.point().minus(view.sitePosition(site)));
        boolean meets = SiteVolume.meets(GeomType.values()[model.sites().type().get(site)],
                model.sites().size().vec3(site), point, toSite.times(ray));
        return meets ? force : 0;
    }
}

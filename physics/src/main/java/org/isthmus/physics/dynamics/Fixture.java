package org.isthmus.physics.dynamics;

import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;

/// A frame that is fixed to a link, a mocap body or the world.
///
/// @param link its number, as in [LinkTree#linkOfBody]
/// @param inLink pose in the link's frame
public record Fixture(int link, Pose inLink) {
    /// The frame of a site.
    public static Fixture site(Model model, LinkTree tree, int site) {
        return of(tree, model.sites().bodyId().get(site),
                new Pose(model.sites().pos().vec3(site), model.sites().quat().quat(site)));
    }

    /// The frame of a geom.
    public static Fixture geom(Model model, LinkTree tree, int geom) {
        return of(tree, model.geoms().bodyId().get(geom),
                new Pose(model.geoms().pos().vec3(geom), model.geoms().quat().quat(geom)));
    }

    /// The frame of a camera, as it is fixed to its body.
    public static Fixture camera(Model model, LinkTree tree, int camera) {
        return of(tree, model.cameras().bodyId().get(camera),
                new Pose(model.cameras().pos().vec3(camera), model.cameras().quat().quat(camera)));
    }

    /// The frame of a body.
    public static Fixture body(LinkTree tree, int body) {
        return of(tree, body, Pose.IDENTITY);
    }

    /// The frame at a body's centre of mass, along its principal axes of inertia.
    public static Fixture inertial(Model model, LinkTree tree, int body) {
        return of(tree, body, new Pose(model.bodies().ipos().vec3(body), model.bodies().iquat().quat(body)));
    }

    /// A frame that is fixed to this one.
    public Fixture carrying(Pose inThis) {
        return new Fixture(link, inLink.times(inThis));
    }

    private static Fixture of(LinkTree tree, int body, Pose inBody) {
        return new Fixture(tree.linkOfBody()[body], tree.bodyInLink()[body].times(inBody));
    }
}

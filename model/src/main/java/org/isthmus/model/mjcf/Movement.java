package org.isthmus.model.mjcf;

import org.isthmus.core.math.Pose;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.Placed;
import org.isthmus.model.scene.Site;

/// Moves elements from a frame inside a body into the body's frame.
///
/// @param frame pose of the frame in the body
record Movement(Pose frame) {
    void move(Placed element) {
        if (isNeeded()) {
            element.setPose(frame.times(element.pose()));
        }
    }

    void move(Geom geom) {
        if (isNeeded()) {
            FromTo.resolve(geom);
            move((Placed) geom);
        }
    }

    void move(Site site) {
        if (isNeeded()) {
            FromTo.resolve(site);
            move((Placed) site);
        }
    }

    void move(Joint joint) {
        if (isNeeded()) {
            joint.pos = frame.transform(joint.pos);
            joint.axis = frame.rotation().rotate(joint.axis);
        }
    }

    void move(Light light) {
        if (isNeeded()) {
            light.pos = frame.transform(light.pos);
            light.dir = frame.rotation().rotate(light.dir);
        }
    }

    Inertial move(Inertial inertial) {
        if (!isNeeded()) {
            return inertial;
        }
        Pose pose = frame.times(new Pose(inertial.pos(), inertial.quat()));
        return new Inertial(pose.position(), pose.rotation(), inertial.mass(), inertial.inertia());
    }

    /// Moves everything that is fixed to a body, and its children.
    void moveContent(Body body) {
        body.joints.forEach(this::move);
        body.geoms.forEach(this::move);
        body.sites.forEach(this::move);
        body.cameras.forEach(this::move);
        body.lights.forEach(this::move);
        body.children.forEach(this::move);
    }

    /// An element that is not moved keeps its numbers to the last bit.
    private boolean isNeeded() {
        return !frame.equals(Pose.IDENTITY);
    }
}

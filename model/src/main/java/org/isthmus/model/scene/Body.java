package org.isthmus.model.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.jspecify.annotations.Nullable;

/// A rigid body in the tree: a frame, what is fixed to it, how it moves, and its children (MJCF `body`).
///
/// Without joints it is welded to its parent. The order of its lists is the order in the compiled model.
public final class Body extends Element implements Placed {
    public static final Schema<Body> SCHEMA = schema();

    /// Default class of the elements inside that name none; null: the parent's.
    public @Nullable String childClass;
    /// Frame of the body in its parent's frame, m.
    public Vec3 pos = Vec3.ZERO;
    public Quat quat = Quat.IDENTITY;
    /// Null: from the geoms.
    public @Nullable Inertial inertial;
    /// Moved by the user from outside instead of by physics; a child of the world without joints.
    public boolean mocap;
    /// Force against gravity, in units of the body's weight.
    public double gravcomp;
    public SleepPolicy sleep = SleepPolicy.AUTO;
    public double[] user = {};

    public final List<Joint> joints = new ArrayList<>();
    public final List<Geom> geoms = new ArrayList<>();
    public final List<Site> sites = new ArrayList<>();
    public final List<Camera> cameras = new ArrayList<>();
    public final List<Light> lights = new ArrayList<>();
    public final List<Body> children = new ArrayList<>();

    public Body() {}

    public Body(String name) {
        this.name = name;
    }

    /// Adds and returns a child body.
    public Body addBody(String name, Pose pose) {
        Body child = new Body(name);
        child.setPose(pose);
        children.add(child);
        return child;
    }

    /// Adds a joint, to be filled in by `edit`.
    public Joint addJoint(String name, JointType type, Consumer<Joint> edit) {
        Joint joint = new Joint();
        joint.name = name;
        joint.type = type;
        edit.accept(joint);
        joints.add(joint);
        return joint;
    }

    /// Lets the body move freely.
    public Joint addFreeJoint(@Nullable String name) {
        Joint joint = new Joint();
        joint.name = name;
        joint.type = JointType.FREE;
        joints.add(joint);
        return joint;
    }

    /// Adds a geom of the given type and sizes ([GeomType]), to be filled in by `edit`.
    public Geom addGeom(GeomType type, double[] size, Consumer<Geom> edit) {
        Geom geom = new Geom();
        geom.type = type;
        System.arraycopy(size, 0, geom.size, 0, size.length);
        edit.accept(geom);
        geoms.add(geom);
        return geom;
    }

    /// Adds a site at a pose in this body's frame.
    public Site addSite(String name, Pose pose) {
        Site site = new Site();
        site.name = name;
        site.setPose(pose);
        sites.add(site);
        return site;
    }

    /// Visits this body and all below it, depth first, parents before children: the order of the compiled model.
    public void forEach(Consumer<Body> visitor) {
        visitor.accept(this);
        for (Body child : children) {
            child.forEach(visitor);
        }
    }

    /// A deep copy of this body and all below it.
    public Body copy() {
        Body copy = SCHEMA.copy(this);
        copyInto(copy);
        return copy;
    }

    /// Adds copies of all that is in this body to `copy`.
    void copyInto(Body copy) {
        copyAll(joints, copy.joints, Joint.SCHEMA);
        copyAll(geoms, copy.geoms, Geom.SCHEMA);
        copyAll(sites, copy.sites, Site.SCHEMA);
        copyAll(cameras, copy.cameras, Camera.SCHEMA);
        copyAll(lights, copy.lights, Light.SCHEMA);
        for (Body child : children) {
            copy.children.add(child.copy());
        }
    }

    private static <E extends Element> void copyAll(List<E> from, List<E> to, Schema<E> schema) {
        for (E element : from) {
            to.add(schema.copy(element));
        }
    }

    @Override
    public Pose pose() {
        return new Pose(pos, quat);
    }

    @Override
    public void setPose(Pose pose) {
        pos = pose.position();
        quat = pose.rotation();
    }

    private static Schema<Body> schema() {
        return Schema.of("body", Body::new)
                .text("name", b -> b.name, (b, v) -> b.name = v)
                .reference("childclass", ObjectType.DEFAULT, b -> b.childClass, (b, v) -> b.childClass = v)
                .vector("pos", b -> b.pos, (b, v) -> b.pos = v)
                .quaternion("quat", b -> b.quat, (b, v) -> b.quat = v)
                .flag("mocap", b -> b.mocap, (b, v) -> b.mocap = v)
                .number("gravcomp", b -> b.gravcomp, (b, v) -> b.gravcomp = v)
                .choice("sleep", SleepPolicy.class, b -> b.sleep, (b, v) -> b.sleep = v)
                .list("user", b -> b.user, (b, v) -> b.user = v)
                .alsoCopying((from, to) -> to.inertial = from.inertial);
    }
}

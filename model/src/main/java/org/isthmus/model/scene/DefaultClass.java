package org.isthmus.model.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A named set of values that elements start from (MJCF `default`); classes form a tree and begin as copies of their parents.
///
/// Elements copy the values when they are made: a later change here does not reach them. Writers use the classes to write
/// only what differs.
public final class DefaultClass {
    public final String name;
    public final @Nullable DefaultClass parent;
    public final List<DefaultClass> children = new ArrayList<>();

    public final Geom geom;
    public final Joint joint;
    public final Site site;
    public final Camera camera;
    public final Light light;
    public final MeshAsset mesh;
    public final Material material;
    public final ContactPair pair;
    public final Equality equality;
    public final Tendon tendon;
    public final Actuator actuator;

    /// A root class with MuJoCo's built-in values.
    public DefaultClass(String name) {
        this.name = name;
        this.parent = null;
        geom = new Geom();
        joint = new Joint();
        site = new Site();
        camera = new Camera();
        light = new Light();
        mesh = new MeshAsset();
        material = new Material();
        pair = new ContactPair();
        equality = new Equality();
        tendon = new Tendon();
        actuator = new Actuator();
    }

    private DefaultClass(String name, DefaultClass parent) {
        this.name = name;
        this.parent = parent;
        geom = Geom.SCHEMA.copy(parent.geom);
        joint = Joint.SCHEMA.copy(parent.joint);
        site = Site.SCHEMA.copy(parent.site);
        camera = Camera.SCHEMA.copy(parent.camera);
        light = Light.SCHEMA.copy(parent.light);
        mesh = MeshAsset.SCHEMA.copy(parent.mesh);
        material = Material.SCHEMA.copy(parent.material);
        pair = ContactPair.SCHEMA.copy(parent.pair);
        equality = Equality.DEFAULTS.copy(parent.equality);
        tendon = Tendon.SCHEMA.copy(parent.tendon);
        actuator = Actuator.SCHEMA.copy(parent.actuator);
    }

    /// Adds a class that begins with this one's values.
    public DefaultClass addChild(String childName) {
        DefaultClass child = new DefaultClass(childName, this);
        children.add(child);
        return child;
    }

    /// This class or the one of that name below it, or null.
    public @Nullable DefaultClass find(String wanted) {
        if (name.equals(wanted)) {
            return this;
        }
        for (DefaultClass child : children) {
            DefaultClass found = child.find(wanted);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// Visits this class and all below it, parents first.
    public void forEach(Consumer<DefaultClass> visitor) {
        visitor.accept(this);
        for (DefaultClass child : children) {
            child.forEach(visitor);
        }
    }
}

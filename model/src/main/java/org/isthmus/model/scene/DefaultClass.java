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

    private DefaultClass(String name, @Nullable DefaultClass parent, DefaultClass values) {
        this.name = name;
        this.parent = parent;
        geom = Geom.SCHEMA.copy(values.geom);
        joint = Joint.SCHEMA.copy(values.joint);
        site = Site.SCHEMA.copy(values.site);
        camera = Camera.SCHEMA.copy(values.camera);
        light = Light.SCHEMA.copy(values.light);
        mesh = MeshAsset.SCHEMA.copy(values.mesh);
        material = Material.SCHEMA.copy(values.material);
        pair = ContactPair.SCHEMA.copy(values.pair);
        equality = Equality.DEFAULTS.copy(values.equality);
        tendon = Tendon.SCHEMA.copy(values.tendon);
        actuator = Actuator.SCHEMA.copy(values.actuator);
    }

    /// Adds a class that begins with this one's values.
    public DefaultClass addChild(String childName) {
        DefaultClass child = new DefaultClass(childName, this, this);
        children.add(child);
        return child;
    }

    /// A deep copy of this class and all below it, as a root.
    public DefaultClass copy() {
        return copy(null, (type, old) -> old);
    }

    /// Adds a deep copy of `tree`, a class and all below it, in which names of classes and of other elements are passed through
    /// `renaming`.
    public DefaultClass addCopy(DefaultClass tree, Renaming renaming) {
        DefaultClass copy = tree.copy(this, renaming);
        children.add(copy);
        return copy;
    }

    /// A deep copy as [#addCopy] makes it, as a root.
    public DefaultClass renamed(Renaming renaming) {
        return copy(null, renaming);
    }

    private DefaultClass copy(@Nullable DefaultClass newParent, Renaming renaming) {
        DefaultClass copy = new DefaultClass(renaming.rename(ObjectType.DEFAULT, name), newParent, this);
        copy.renameReferences(renaming);
        for (DefaultClass child : children) {
            copy.children.add(child.copy(copy, renaming));
        }
        return copy;
    }

    private void renameReferences(Renaming renaming) {
        Geom.SCHEMA.renameReferences(geom, renaming);
        Joint.SCHEMA.renameReferences(joint, renaming);
        Site.SCHEMA.renameReferences(site, renaming);
        Camera.SCHEMA.renameReferences(camera, renaming);
        Light.SCHEMA.renameReferences(light, renaming);
        MeshAsset.SCHEMA.renameReferences(mesh, renaming);
        Material.SCHEMA.renameReferences(material, renaming);
        ContactPair.SCHEMA.renameReferences(pair, renaming);
        Equality.DEFAULTS.renameReferences(equality, renaming);
        Tendon.SCHEMA.renameReferences(tendon, renaming);
        Actuator.SCHEMA.renameReferences(actuator, renaming);
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

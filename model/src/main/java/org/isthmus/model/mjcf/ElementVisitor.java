package org.isthmus.model.mjcf;

import java.util.List;
import java.util.function.Function;

import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Scene;
import org.jspecify.annotations.Nullable;

/// Takes elements that can have a default class, each with the class that it has.
interface ElementVisitor {
    <E extends Element> void visit(Kind<E> kind, E element, DefaultClass itsClass);

    /// Visits all of a scene's, as they will stand in a file.
    static void visit(Scene scene, WrittenClasses classes, ElementVisitor visitor) {
        DefaultClass root = classes.root();
        visitBody(scene.world, root, classes, visitor);
        visitAll(Kind.MESH, scene.meshes, m -> m.defaultClass, root, classes, visitor);
        visitAll(Kind.MATERIAL, scene.materials, m -> m.defaultClass, root, classes, visitor);
        visitAll(Kind.PAIR, scene.contactPairs, p -> p.defaultClass, root, classes, visitor);
        visitAll(Kind.EQUALITY, scene.equalities, e -> e.defaultClass, root, classes, visitor);
        visitAll(Kind.TENDON, scene.tendons, t -> t.defaultClass, root, classes, visitor);
        visitAll(Kind.ACTUATOR, scene.actuators, a -> a.defaultClass, root, classes, visitor);
    }

    private static void visitBody(Body body, DefaultClass around, WrittenClasses classes, ElementVisitor visitor) {
        DefaultClass inside = classes.find(body.childClass, around);
        List<Joint> joints = body.joints.stream().filter(j -> !BodyWriter.isFreeJoint(j)).toList();
        visitAll(Kind.JOINT, joints, j -> j.defaultClass, inside, classes, visitor);
        visitAll(Kind.GEOM, body.geoms, g -> g.defaultClass, inside, classes, visitor);
        visitAll(Kind.SITE, body.sites, s -> s.defaultClass, inside, classes, visitor);
        visitAll(Kind.CAMERA, body.cameras, c -> c.defaultClass, inside, classes, visitor);
        visitAll(Kind.LIGHT, body.lights, l -> l.defaultClass, inside, classes, visitor);
        body.children.forEach(child -> visitBody(child, inside, classes, visitor));
    }

    private static <E extends Element> void visitAll(Kind<E> kind, List<E> elements,
            Function<E, @Nullable String> className,
            DefaultClass otherwise, WrittenClasses classes, ElementVisitor visitor) {
        elements.forEach(e -> visitor.visit(kind, e, classes.find(className.apply(e), otherwise)));
    }
}

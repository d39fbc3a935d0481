package org.isthmus.model.robots;

import java.util.ArrayList;
import java.util.List;
import org.isthmus.model.scene.Scene;
import org.jspecify.annotations.Nullable;

/// A whole robot: its links, how they are coupled, and which of them never touch.
///
/// @param links parents before children; the first is the base
/// @param stance height of the base's frame in the keyframe `home`, m; null: the base is fixed to the world
/// @param apart pairs of links whose contacts are left out, besides a link and its parent
public record RobotDescription(String name, List<Link> links, @Nullable Double stance, List<Coupling> couplings,
        List<Apart> apart) {
    /// Two links whose contacts are left out.
    public record Apart(String first, String second) {}

    public RobotDescription {
        links = List.copyOf(links);
        couplings = List.copyOf(couplings);
        apart = List.copyOf(apart);
    }

    /// A robot whose base is fixed to the world.
    public static RobotDescription fixed(String name, List<Link> links) {
        return new RobotDescription(name, links, null, List.of(), List.of());
    }

    /// A robot that walks.
    public static RobotDescription floating(String name, List<Link> links, double stance) {
        return new RobotDescription(name, links, stance, List.of(), List.of());
    }

    /// The same with joints that follow others.
    public RobotDescription coupled(List<Coupling> more) {
        return new RobotDescription(name, links, stance, joined(couplings, more), apart);
    }

    /// The same with contacts left out between links of `first` and the link `second`.
    public RobotDescription apart(String second, String... first) {
        List<Apart> more = new ArrayList<>();
        for (String link : first) {
            more.add(new Apart(link, second));
        }
        return new RobotDescription(name, links, stance, couplings, joined(apart, more));
    }

    private static <E> List<E> joined(List<E> a, List<E> b) {
        List<E> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    /// The robot as a scene: bodies and sites by the names of links and places; joints, and servos by the names of joints; the
    /// keyframe `home`; limits of velocity in [org.isthmus.model.scene.VelocityLimits].
    public Scene toScene() {
        return new RobotBuilder(this).build();
    }
}

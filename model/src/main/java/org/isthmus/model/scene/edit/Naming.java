package org.isthmus.model.scene.edit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Renaming;
import org.isthmus.model.scene.Scene;

/// Renames what a scene holds.
public final class Naming {
    private Naming() {}

    /// Puts `prefix` before every name in the scene and every reference to one; only the world and the scene keep theirs.
    public static void prefix(Scene scene, String prefix) {
        rename(scene, (type, name) -> prefix + name);
    }

    /// Passes every name in the scene, and every reference to one, through `renaming`; only the world and the scene keep
    /// theirs. Different names of one kind must stay different.
    public static void rename(Scene scene, Renaming renaming) {
        Renaming exceptWorld = keeping(Set.of(Name.WORLD), renaming);
        Member.forEach(scene, member -> {
            member.renameReferences(exceptWorld);
            rename(member.type(), member.element(), exceptWorld);
        });
        scene.defaults = scene.defaults.renamed(exceptWorld);
        scene.customFields.replaceAll(field -> renamed(field, exceptWorld));
    }

    /// Names in `kept` stay, others are renamed.
    static Renaming keeping(Set<Name> kept, Renaming renaming) {
        return (type, name) -> kept.contains(new Name(type, name)) ? name : renaming.rename(type, name);
    }

    static void rename(ObjectType type, Element element, Renaming renaming) {
        if (element.name != null) {
            element.name = renaming.rename(type, element.name);
        }
    }

    static CustomField renamed(CustomField field, Renaming renaming) {
        String name = renaming.rename(typeOf(field), field.name());
        return switch (field) {
            case CustomField.Numeric n -> new CustomField.Numeric(name, n.data(), n.size(), n.source());
            case CustomField.Text t -> new CustomField.Text(name, t.data(), t.source());
            case CustomField.Tuple t -> new CustomField.Tuple(name, renamed(t.entries(), renaming), t.source());
        };
    }

    private static List<CustomField.Entry> renamed(List<CustomField.Entry> entries, Renaming renaming) {
        List<CustomField.Entry> renamed = new ArrayList<>();
        for (CustomField.Entry e : entries) {
            renamed.add(new CustomField.Entry(e.type(), renaming.rename(nameOf(e).type(), e.object()), e.parameter()));
        }
        return renamed;
    }

    static ObjectType typeOf(CustomField field) {
        return switch (field) {
            case CustomField.Numeric n -> ObjectType.NUMERIC;
            case CustomField.Text t -> ObjectType.TEXT;
            case CustomField.Tuple t -> ObjectType.TUPLE;
        };
    }

    /// What a tuple's entry refers to.
    static Name nameOf(CustomField.Entry entry) {
        return new Name(entry.type() == ObjectType.XBODY ? ObjectType.BODY : entry.type(), entry.object());
    }

    /// All names in the scene except the world's.
    static Set<Name> namesIn(Scene scene) {
        Set<Name> names = new LinkedHashSet<>();
        Member.forEach(scene, member -> addName(member, names));
        scene.customFields.forEach(field -> names.add(new Name(typeOf(field), field.name())));
        scene.defaults.forEach((DefaultClass c) -> names.add(new Name(ObjectType.DEFAULT, c.name)));
        names.remove(Name.WORLD);
        return names;
    }

    static void addName(Member<?> member, Set<Name> names) {
        Name name = member.name();
        if (name != null) {
            names.add(name);
        }
    }
}

package org.isthmus.model.scene;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.jspecify.annotations.Nullable;

/// The attributes of one element type, under their MJCF names and in the order they are written.
///
/// Angles are radians and orientations quaternions; a reader translates other notations. A number that is `NaN` and a text that
/// is null are unset: they are neither copied nor written.
///
/// @param <E> the element type
public final class Schema<E> {
    private final String tag;
    private final Supplier<E> factory;
    private final Map<String, Attribute<E>> attributes = new LinkedHashMap<>();
    private BiConsumer<E, E> alsoCopy = (from, to) -> {};
    private BiConsumer<E, Renaming> alsoRename = (element, renaming) -> {};

    private Schema(String tag, Supplier<E> factory) {
        this.tag = tag;
        this.factory = factory;
    }

    static <E> Schema<E> of(String tag, Supplier<E> factory) {
        return new Schema<>(tag, factory);
    }

    /// The element's name in MJCF.
    public String tag() {
        return tag;
    }

    /// A new element with MuJoCo's built-in values.
    public E create() {
        return factory.get();
    }

    public Collection<Attribute<E>> attributes() {
        return attributes.values();
    }

    public @Nullable Attribute<E> attribute(String name) {
        return attributes.get(name);
    }

    /// A new element with the same values, sharing no mutable state with `element`.
    public E copy(E element) {
        E copy = create();
        for (Attribute<E> a : attributes.values()) {
            a.copy(element, copy);
        }
        alsoCopy.accept(element, copy);
        if (element instanceof Element from && copy instanceof Element to) {
            to.source = from.source;
        }
        return copy;
    }

    /// Passes every reference to another element through `renaming`, also those that are no attributes (a tendon's path).
    public void renameReferences(E element, Renaming renaming) {
        for (Attribute<E> a : attributes.values()) {
            a.rename(element, renaming);
        }
        alsoRename.accept(element, renaming);
    }

    /// What a copy takes along beyond the attributes (immutable data that has no text).
    Schema<E> alsoCopying(BiConsumer<E, E> copy) {
        alsoCopy = copy;
        return this;
    }

    /// The references that are no attributes.
    Schema<E> alsoRenaming(BiConsumer<E, Renaming> rename) {
        alsoRename = rename;
        return this;
    }

    Schema<E> text(String name, Function<E, @Nullable String> get, BiConsumer<E, String> set) {
        return add(new Attribute<>(name, null, Codec.TEXT, get, Attribute.always(set)));
    }

    /// The name of another element, of kind `type`.
    Schema<E> reference(String name, ObjectType type, Function<E, @Nullable String> get, BiConsumer<E, String> set) {
        return add(new Attribute<>(name, type, Codec.TEXT, get, Attribute.always(set)));
    }

    Schema<E> flag(String name, Function<E, Boolean> get, BiConsumer<E, Boolean> set) {
        return add(new Attribute<E>(name, null, Codec.FLAG, get::apply, Attribute.always(set)));
    }

    Schema<E> integer(String name, Function<E, Integer> get, BiConsumer<E, Integer> set) {
        return add(new Attribute<E>(name, null, Codec.INTEGER, get::apply, Attribute.always(set)));
    }

    /// A number; `NaN` in the element means unset.
    Schema<E> number(String name, Function<E, Double> get, BiConsumer<E, Double> set) {
        Function<E, @Nullable Double> unlessNaN = e -> {
            Double value = get.apply(e);
            return value.isNaN() ? null : value;
        };
        return add(new Attribute<>(name, null, Codec.NUMBER, unlessNaN, Attribute.always(set)));
    }

    /// A fixed array of the element, of which a text may give the first `least` or more; the others keep their values. Numbers
    /// from the first `NaN` on are unset.
    Schema<E> numbers(String name, int least, Function<E, double[]> array) {
        Function<E, double @Nullable []> unlessNaN = e -> {
            double[] value = array.apply(e);
            int set = 0;
            while (set < value.length && !Double.isNaN(value[set])) {
                set++;
            }
            return set == 0 ? null : Arrays.copyOf(value, set);
        };
        return add(new Attribute<>(name, null, Codec.NUMBERS, unlessNaN, (e, value) -> {
            double[] to = array.apply(e);
            if (value.length < least || value.length > to.length) {
                String expected = least == to.length ? least + " numbers" : least + " to " + to.length + " numbers";
                throw new AttributeFormatException(value.length + " numbers", expected);
            }
            System.arraycopy(value, 0, to, 0, value.length);
        }));
    }

    /// An array of any length; null or empty means unset.
    Schema<E> list(String name, Function<E, double @Nullable []> get, BiConsumer<E, double[]> set) {
        Function<E, double @Nullable []> unlessEmpty = e -> {
            double[] value = get.apply(e);
            return value == null || value.length == 0 ? null : value;
        };
        return add(new Attribute<>(name, null, Codec.NUMBERS, unlessEmpty, Attribute.always(set)));
    }

    Schema<E> vector(String name, Function<E, @Nullable Vec3> get, BiConsumer<E, Vec3> set) {
        return add(new Attribute<>(name, null, Codec.VECTOR, get, Attribute.always(set)));
    }

    Schema<E> quaternion(String name, Function<E, @Nullable Quat> get, BiConsumer<E, Quat> set) {
        return add(new Attribute<>(name, null, Codec.QUATERNION, get, Attribute.always(set)));
    }

    <C extends Enum<C>> Schema<E> choice(
            String name, Class<C> type, Function<E, @Nullable C> get, BiConsumer<E, C> set) {
        return add(new Attribute<>(name, null, Codec.choice(type), get, Attribute.always(set)));
    }

    private Schema<E> add(Attribute<E> attribute) {
        attributes.put(attribute.name(), attribute);
        return this;
    }
}

package org.isthmus.model.scene;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One attribute of an element type: its MJCF name, and how it moves between the element and text.
///
/// @param <E> the element type
public final class Attribute<E> {
    private final String name;
    private final @Nullable ObjectType reference;
    private final Access<E, ?> access;

    <T> Attribute(
            String name, @Nullable ObjectType reference, Codec<T> codec, Function<E, @Nullable T> get,
            Setter<E, T> set) {
        this.name = name;
        this.reference = reference;
        this.access = new Access<>(codec, get, set);
    }

    /// Puts a parsed value into an element; may refuse it (a wrong count of numbers).
    interface Setter<E, T> {
        void set(E element, T value) throws AttributeFormatException;
    }

    private record Access<E, T>(Codec<T> codec, Function<E, @Nullable T> get, Setter<E, T> set) {
        void parse(E element, String text) throws AttributeFormatException {
            set.set(element, codec.parse(text));
        }

        @Nullable
        String format(E element) {
            T value = get.apply(element);
            return value == null ? null : codec.format(value);
        }

        void copy(E from, E to) {
            T value = get.apply(from);
            if (value == null) {
                return;
            }
            try {
                set.set(to, codec.copy(value));
            } catch (AttributeFormatException e) {
                throw new AssertionError("an element refuses its own value " + e.getMessage(), e);
            }
        }

        boolean same(E a, E b) {
            T va = get.apply(a);
            T vb = get.apply(b);
            return va == null || vb == null ? va == null && vb == null : codec.same(va, vb);
        }
    }

    public String name() {
        return name;
    }

    /// The kind of element that the value is the name of; null: it is no name, or the element's own.
    public @Nullable ObjectType referenceType() {
        return reference;
    }

    /// Sets this attribute of `element` from text.
    ///
    /// @throws AttributeFormatException when the text is not what the attribute holds
    public void parse(E element, String text) throws AttributeFormatException {
        access.parse(element, text);
    }

    /// The value as text, or null when it is unset.
    public @Nullable String format(E element) {
        return access.format(element);
    }

    /// Copies the value, if set, sharing no mutable state.
    public void copy(E from, E to) {
        access.copy(from, to);
    }

    /// Whether both elements have the same value.
    public boolean same(E a, E b) {
        return access.same(a, b);
    }

    /// Replaces the value where it is the name of another element.
    void rename(E element, Renaming renaming) {
        String old = reference == null ? null : format(element);
        if (reference != null && old != null) {
            try {
                parse(element, renaming.rename(reference, old));
            } catch (AttributeFormatException e) {
                throw new AssertionError("a name was refused: " + e.getMessage(), e);
            }
        }
    }

    static <E, T> Setter<E, T> always(BiConsumer<E, T> set) {
        return set::accept;
    }
}

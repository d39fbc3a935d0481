package org.isthmus.model.scene;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One attribute of an element type: its MJCF name, and how it moves between the element and text.
///
/// @param <E> the element type
public final class Attribute<E> {
    private final String name;
    private final boolean reference;
    private final Access<E, ?> access;

    <T> Attribute(String name, boolean reference, Codec<T> codec, Function<E, @Nullable T> get, Setter<E, T> set) {
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

    /// Whether the value is the name of another element, which renaming must follow.
    public boolean isReference() {
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

    /// For attributes whose text is a name: replaces it.
    void rename(E element, Function<String, String> renaming) {
        String old = format(element);
        if (old != null) {
            try {
                parse(element, renaming.apply(old));
            } catch (AttributeFormatException e) {
                throw new AssertionError("a name was refused: " + e.getMessage(), e);
            }
        }
    }

    static <E, T> Setter<E, T> always(BiConsumer<E, T> set) {
        return set::accept;
    }
}

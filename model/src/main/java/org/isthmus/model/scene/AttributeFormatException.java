package org.isthmus.model.scene;

/// Thrown by [Attribute#parse] when a text is not what the attribute holds.
public final class AttributeFormatException extends Exception {
    private static final long serialVersionUID = 1;

    private final String expected;

    /// @param found what is there: `'abc'`
    /// @param expected what would be right: `a number`
    public AttributeFormatException(String found, String expected) {
        super(found);
        this.expected = expected;
    }

    public String expected() {
        return expected;
    }
}

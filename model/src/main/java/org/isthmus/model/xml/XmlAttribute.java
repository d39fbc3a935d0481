package org.isthmus.model.xml;

import org.isthmus.core.diagnostics.SourceLocation;

/// An attribute as it stands in a file; `location` is that of its name.
public record XmlAttribute(String name, String value, SourceLocation location) {}

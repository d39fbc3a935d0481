/// XML with exact places: what the readers of MJCF, URDF, SDF and COLLADA read and their writers write.
///
/// In: the text of a file, from [FileAccess][org.isthmus.model.io.FileAccess]. Out: an immutable tree of
/// [elements][org.isthmus.model.xml.XmlElement] that know their file, line and column, and those of their attributes, so that
/// a message can point at the wrong number; or a diagnostic. Nothing outside the text is ever read: no DTD, no entity but the
/// five predefined ones. Size, depth and counts are limited by constants in [XmlDocument][org.isthmus.model.xml.XmlDocument].
///
/// Namespaces are not resolved: `drake:joint` is an element of that name, whether or not the prefix is declared.
///
/// Read `XmlDocument` first, then `XmlElement`; `XmlWriter` is for the other direction.
@NullMarked
package org.isthmus.model.xml;

import org.jspecify.annotations.NullMarked;

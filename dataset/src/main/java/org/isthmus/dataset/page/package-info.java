/// HTML pages for people: one file that needs no server, no network and no script.
///
/// In: texts and numbers. Out: pieces of HTML and SVG. [Html][org.isthmus.dataset.page.Html] has what all pages share: how they look, how
/// they begin and end, and texts that are nothing but text; [LineChart][org.isthmus.dataset.page.LineChart] draws curves.
@NullMarked
package org.isthmus.dataset.page;

import org.jspecify.annotations.NullMarked;

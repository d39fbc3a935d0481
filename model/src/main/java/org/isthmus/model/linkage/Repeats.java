package org.isthmus.model.linkage;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// Warnings that many links or joints of a robot share: told once, with the names, at the first place.
public final class Repeats {
    /// Names that are written out.
    private static final int SHOWN = 4;

    private final String subject;
    private final Map<Warning, Set<String>> names = new LinkedHashMap<>();
    private final Map<Warning, SourceLocation> places = new LinkedHashMap<>();

    private record Warning(String found, String expected, String remedy) {}

    /// @param subject what is named: `joint`
    public Repeats(String subject) {
        this.subject = subject;
    }

    /// Adds a warning about one thing, of empty name where it has none; `found` reads after `joint 'a': ` and, of
    /// several, `joints 'a', 'b': `.
    public void add(String name, SourceLocation at, String found, String expected, String remedy) {
        Warning warning = new Warning(found, expected, remedy);
        names.computeIfAbsent(warning, w -> new LinkedHashSet<>()).add(name);
        places.putIfAbsent(warning, at);
    }

    public void report(Diagnostics diagnostics) {
        names.forEach((warning, all) -> diagnostics.warning(places.getOrDefault(warning, SourceLocation.UNKNOWN),
                subject(all) + ": " + warning.found, warning.expected, warning.remedy));
    }

    private String subject(Set<String> all) {
        String shown = all.stream().limit(SHOWN).map(n -> n.isEmpty() ? "without a name" : "'" + n + "'")
                .collect(Collectors.joining(", "));
        String more = all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "";
        String plural = subject.equals("body") ? "bodies" : subject + "s";
        return (all.size() == 1 ? subject : plural) + " " + shown + more;
    }
}

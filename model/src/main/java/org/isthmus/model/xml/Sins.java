package org.isthmus.model.xml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.isthmus.core.diagnostics.Diagnostics;

/// Small offences against XML that the field's readers (TinyXML) overlook: here they are overwritten by blanks, with a warning,
/// so that all places stay what they were.
final class Sins {
    private static final Pattern VERSION = Pattern.compile("version\\s*=\\s*[\"']([^\"']*)[\"']");

    private final StringBuilder text;
    private final Places places;
    private final Diagnostics diagnostics;

    private Sins(String text, Places places, Diagnostics diagnostics) {
        this.text = new StringBuilder(text);
        this.places = places;
        this.diagnostics = diagnostics;
    }

    /// The same text, of the same length, without what can be forgiven.
    static String forgiven(String text, Places places, Diagnostics diagnostics) {
        Sins sins = new Sins(text, places, diagnostics);
        sins.forgiveDeclaration();
        sins.forgiveDashesInComments();
        return sins.text.toString();
    }

    /// The declaration says nothing that matters here; a wrong one is no reason to refuse the rest.
    private void forgiveDeclaration() {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int end = text.indexOf("?>", start);
        if (end < 0 || !startsWith("<?xml ", start)) {
            return;
        }
        Matcher version = VERSION.matcher(text.substring(start, end));
        if (version.find() && !version.group(1).matches("1\\.[01]")) {
            diagnostics.warning(places.at(start), "the XML declaration names no version of XML", "version=\"1.0\"", "");
            blank(start, end + 2);
        } else if (start > 0) {
            diagnostics.warning(places.at(start), "blanks stand before the XML declaration",
                    "the declaration at the very beginning", "delete what stands before it");
            blank(start, end + 2);
        }
    }

    private void forgiveDashesInComments() {
        int at = text.indexOf("<");
        while (at >= 0) {
            at = text.indexOf("<", startsWith("<!--", at) ? afterComment(at) : afterMarkup(at));
        }
    }

    private int afterComment(int start) {
        int end = text.indexOf("-->", start + 4);
        if (end < 0) {
            return text.length();
        }
        int dashes = text.indexOf("--", start + 4);
        if (dashes < end || text.charAt(end - 1) == '-' && end > start + 4) {
            diagnostics.warning(places.at(Math.min(dashes, end - 1)), "'--' stands inside a comment",
                    "'--' only at its end", "write another sign");
            blank(start, end + 3);
        }
        return end + 3;
    }

    /// The end of a CDATA section, a processing instruction or a tag; a `<` inside them begins no comment.
    private int afterMarkup(int start) {
        if (startsWith("<![CDATA[", start)) {
            return after("]]>", start);
        }
        if (startsWith("<?", start)) {
            return after("?>", start);
        }
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '>') {
                return i + 1;
            }
            if (c == '"' || c == '\'') {
                i = text.indexOf(String.valueOf(c), i + 1);
                if (i < 0) {
                    return text.length();
                }
            }
        }
        return text.length();
    }

    private int after(String end, int start) {
        int found = text.indexOf(end, start);
        return found < 0 ? text.length() : found + end.length();
    }

    private boolean startsWith(String what, int at) {
        return at + what.length() <= text.length() && what.contentEquals(text.subSequence(at, at + what.length()));
    }

    private void blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                text.setCharAt(i, ' ');
            }
        }
    }
}

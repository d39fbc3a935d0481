package org.isthmus.model.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.testkit.Fuzz;
import org.junit.jupiter.api.Test;

class XmlDocumentTest {
    private final Diagnostics diagnostics = new Diagnostics();

    private Optional<XmlElement> parse(String text) {
        return XmlDocument.parse("a.xml", text, diagnostics).map(XmlDocument::root);
    }

    private XmlElement root(String text) {
        XmlElement root = parse(text).orElseThrow(() -> new AssertionError(messages()));
        assertThat(messages()).isEmpty();
        return root;
    }

    private String messages() {
        return diagnostics.list().stream().map(Diagnostic::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void elementsAttributesAndTextKeepTheirOrder() {
        XmlElement root = root("<r b='1' a=\"2\"><x/>one<y><!-- no --></y><x n='&lt;&#65;'/> two <![CDATA[<3>]]></r>");
        assertThat(root.attributes()).extracting(XmlAttribute::name).containsExactly("b", "a");
        assertThat(root.children()).extracting(XmlElement::name).containsExactly("x", "y", "x");
        assertThat(root.children("x").get(1).attribute("n")).isEqualTo("<A");
        assertThat(root.text()).isEqualTo("one two <3>");
        assertThat(root.attribute("c")).isNull();
        assertThat(root.attribute("c", "none")).isEqualTo("none");
        assertThat(root.child("z")).isNull();
        assertThat(root).hasToString("<r b=\"1\" a=\"2\">");
    }

    @Test
    void placesAreThoseOfTheNames() {
        XmlElement root = root(
                "<?xml version=\"1.0\"?>\r\n<r>\n\t<x a='>'\r\n   long-name =\r \"it's\" c='1'/>\r<y/></r>");
        XmlElement x = root.children().get(0);
        assertThat(x.location()).hasToString("a.xml:3:2");
        assertThat(x.locationOf("a")).hasToString("a.xml:3:5");
        assertThat(x.locationOf("long-name")).hasToString("a.xml:4:4");
        assertThat(x.locationOf("c")).hasToString("a.xml:5:9");
        assertThat(x.locationOf("absent")).isEqualTo(x.location());
        assertThat(root.children().get(1).location()).hasToString("a.xml:6:1");
    }

    @Test
    void placesCountCharactersBeyondAsciiAndLongTexts() {
        XmlElement root = root("<r>" + "<!-- é𝄞 -->\n".repeat(5000) + "<x é='𝄞' b='1'/></r>");
        assertThat(root.children().get(0).locationOf("b")).isEqualTo(new SourceLocation("a.xml", 5001, 11));
    }

    @Test
    void prefixesNeedNoDeclaration() {
        XmlElement root = root("<r xmlns:x='u'><drake:joint xacro:a='1' x:b='2'/></r>");
        XmlElement joint = root.children().get(0);
        assertThat(joint.name()).isEqualTo("drake:joint");
        assertThat(joint.attribute("xacro:a")).isEqualTo("1");
        assertThat(joint.attribute("x:b")).isEqualTo("2");
        assertThat(root.attribute("xmlns:x")).isEqualTo("u");
    }

    @Test
    void aDeclarationOfNoVersionIsForgiven() {
        assertThat(parse("<?xml version=\"0.0\" ?>\n<r/>")).isPresent();
        assertThat(messages()).isEqualTo(
                "a.xml:1:1: warning: the XML declaration names no version of XML; expected version=\"1.0\"");
    }

    @Test
    void blanksBeforeTheDeclarationAreForgiven() {
        XmlElement root = parse("\n \n<?xml version=\"1.0\"?>\n<r/>").orElseThrow();
        assertThat(root.location()).hasToString("a.xml:4:1");
        assertThat(messages()).isEqualTo("a.xml:3:1: warning: blanks stand before the XML declaration; "
                + "expected the declaration at the very beginning; delete what stands before it");
    }

    @Test
    void dashesInCommentsAreForgiven() {
        XmlElement root = parse("<r a='<!-- -->'>\n<!-- a -- b\n ---><![CDATA[<!-- -- -->]]><x/></r>").orElse(null);
        assertThat(root).isNull(); // '<' in an attribute is not
        assertThat(messages())
                .contains("a.xml:2:8: warning: '--' stands inside a comment; expected '--' only at its end; "
                        + "write another sign");
        XmlElement good = parse("<r a='>'>\n<!----- a -- b\n ---><![CDATA[<!-- -- -->]]><x/></r>").orElseThrow();
        assertThat(good.text()).isEqualTo("<!-- -- -->");
        assertThat(good.children().get(0).location()).hasToString("a.xml:3:29");
    }

    @Test
    void aDocumentTypeIsAnErrorAndNothingOfItIsRead() {
        assertThat(parse("<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><r>&e;</r>")).isEmpty();
        assertThat(messages()).isEqualTo("a.xml:1:1: error: the document has a DOCTYPE; "
                + "expected none: document types and entities are not read; delete the DOCTYPE and write entities out");
    }

    @Test
    void anUnknownEntityIsAnError() {
        assertThat(parse("<r>&bomb;</r>")).isEmpty();
        assertThat(messages()).startsWith("a.xml:1:9: error: not well-formed XML: Undeclared general entity \"bomb\"");
    }

    @Test
    void whatIsNotWellFormedIsAnErrorAtItsPlace() {
        assertThat(parse("<r>\n  <x>\n</r>")).isEmpty();
        assertThat(messages())
                .startsWith("a.xml:3:3: error: not well-formed XML: Unexpected close tag </r>; expected </x>.")
                .endsWith("mend the XML; the place is where the reader noticed");
    }

    @Test
    void anEmptyTextIsAnError() {
        assertThat(parse("")).isEmpty();
        assertThat(messages()).startsWith("a.xml:1:1: error: not well-formed XML: Unexpected EOF in prolog");
    }

    @Test
    void depthIsLimited() {
        assertThat(parse("<a>".repeat(201) + "</a>".repeat(201))).isEmpty();
        assertThat(messages()).isEqualTo("a.xml:1:601: error: more than 200 elements inside each other; "
                + "expected at most 200; make the tree shallower");
        assertThat(parse("<a>".repeat(200) + "</a>".repeat(200))).isPresent();
    }

    @Test
    void elementsAreLimited() {
        assertThat(parse("<r>" + "<a/>".repeat(XmlDocument.MAX_ELEMENTS) + "</r>")).isEmpty();
        assertThat(messages())
                .endsWith("error: more than 1000000 elements; expected at most 1000000; split the document");
    }

    @Test
    void attributesOfAnElementAreLimited() {
        StringBuilder tag = new StringBuilder("<r");
        for (int i = 0; i <= XmlDocument.MAX_ATTRIBUTES; i++) {
            tag.append(" a").append(i).append("=''");
        }
        assertThat(parse(tag + "/>")).isEmpty();
        assertThat(messages()).contains("error: not well-formed XML: Attribute limit (500) exceeded");
    }

    @Test
    void filesAreReadThroughFileAccess() {
        FileAccess files = FileAccess.inMemory(Map.of("/a.xml", "\uFEFF<r/>".getBytes(UTF_8)));
        assertThat(XmlDocument.read(files, "/a.xml", SourceLocation.UNKNOWN, diagnostics)).isPresent();
        assertThat(XmlDocument.read(files, "/b.xml", SourceLocation.UNKNOWN, diagnostics)).isEmpty();
        assertThat(messages()).contains("/b.xml");
    }

    @Test
    void brokenTextsEndInATreeOrADiagnostic() {
        List<byte[]> corpus = List.of(
                "<?xml version='1.0' encoding='UTF-8'?>\n<!-- c --><r a=\"1\" b='&lt;'>t<x:y/><![CDATA[ ]]>&#65;</r>"
                        .getBytes(UTF_8),
                "<!DOCTYPE r [<!ENTITY e 'x'>]><r><?pi d?>&e;&amp;</r>".getBytes(UTF_8));
        Fuzz.named("xml").seed(1).corpus(corpus)
                .dictionary("<!--", "-->", "<![CDATA[", "]]>", "<?xml ", "?>", "<!DOCTYPE", "&#x", "&amp;", "\r",
                        "\u0085")
                .extension(".xml").maxBytes(16 << 20)
                .run(Fuzz.count(), bytes -> {
                    Diagnostics found = new Diagnostics();
                    Optional<XmlDocument> tree = XmlDocument.parse("f.xml", new String(bytes, UTF_8), found);
                    assertThat(tree.isPresent()).isNotEqualTo(found.hasErrors());
                });
    }
}

package org.isthmus.model.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class XmlWriterTest {
    @Test
    void elementsAreIndentedAndTextStaysOnItsLine() {
        String text = new XmlWriter().comment("made by -- us").open("robot").attribute("name", "a")
                .open("link").close()
                .open("mass").attribute("unit", "kg").text("1 < 2").close()
                .close().toString();
        assertThat(text).isEqualTo("""
                <!-- made by - - us -->
                <robot name="a">
                  <link/>
                  <mass unit="kg">1 &lt; 2</mass>
                </robot>
                """);
    }

    @Test
    void longStartTagsAreBrokenBetweenAttributes() {
        String value = "x".repeat(50);
        String text = new XmlWriter().open("a").open("b").attribute("k", value).attribute("l", value)
                .attribute("m", value)
                .close().close().toString();
        assertThat(text)
                .isEqualTo("<a>\n  <b k=\"" + value + "\" l=\"" + value + "\"\n      m=\"" + value + "\"/>\n</a>\n");
        assertThat(text.lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void anyTextIsReadBackAsItWas() {
        Property.check(5, 300, random -> {
            StringBuilder value = new StringBuilder();
            String alphabet = "<>&\"'\n\r\t -é\u2028\u0085]]>𝄞";
            for (int i = random.nextInt(20); i > 0; i--) {
                value.appendCodePoint(alphabet.codePointAt(random.nextInt(alphabet.length() - 1)));
            }
            String given = value.toString().replaceAll("[\\uD800-\\uDFFF]", "?");
            String text = new XmlWriter().open("r").attribute("v", given).open("t").text(given).close().close()
                    .toString();
            XmlElement root = XmlDocument.parse("a.xml", text, new Diagnostics()).orElseThrow().root();
            assertThat(root.attribute("v")).isEqualTo(given);
            assertThat(root.children().get(0).text()).isEqualTo(given.strip());
        });
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        assertThat(new XmlWriter().open("r").attribute("v", "a\0b\uD800").close().toString())
                .isEqualTo("<r v=\"a\uFFFDb\uFFFD\"/>\n");
    }

    @Test
    void wrongCallsAreRefused() {
        assertThatThrownBy(() -> new XmlWriter().open("r").toString())
                .hasMessage("element 'r' is not closed");
        assertThatThrownBy(() -> new XmlWriter().open("r").text("t").attribute("a", "1"))
                .hasMessage("attribute 'a' comes after the content of its element");
        assertThatThrownBy(() -> new XmlWriter().open("r").open("s").close().text("t"))
                .hasMessage("text comes after other content of its element");
    }
}

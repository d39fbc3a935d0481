package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static double number(String text) {
        Words words = new Words(text.getBytes(UTF_8), '#', false);
        assertThat(words.nextWordAnywhere()).isTrue();
        return words.number();
    }

    @Test
    void numbersAreTheNearestDoubles() {
        Property.check(43, 2000, random -> {
            double x = random.nextGaussian() * StrictMath.pow(10, random.nextInt(-20, 20));
            String digits = String.format(Locale.ROOT, "%." + random.nextInt(18) + "f", x);
            assertThat(number(Double.toString(x))).isEqualTo(x);
            assertThat(number(digits)).isEqualTo(Double.parseDouble(digits));
        });
        for (String s : new String[]{"0", "-0", "+1.5", ".5", "5.", "-.5e-3", "1E5", "123456789012345",
            "0.000000000000001",
            "1234567890123456789", "1e400"}) {
            assertThat(number(s)).as(s).isEqualTo(Double.parseDouble(s));
        }
    }

    @Test
    void whatIsNoNumberIsNaN() {
        for (String s : new String[]{"x", "-", ".", "+.", "1,5", "0x10", "1f", "1d", "--1", "1e", "e5", "nan",
            "\u0661"}) {
            assertThat(number(s)).as(s).isNaN();
        }
        assertThat(number("-INF")).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void integersThatDoNotFitAreTold() {
        for (String s : new String[]{"1", "-1", "+7", "2147483647", "-2147483648"}) {
            assertThat(integer(s)).as(s).isEqualTo(Integer.parseInt(s));
        }
        for (String s : new String[]{"2147483648", "99999999999999999999", "1.0", "", "-", "a"}) {
            assertThat(integer(s + " x")).as(s).isEqualTo(-99);
        }
    }

    private static int integer(String text) {
        Words words = new Words(text.getBytes(UTF_8), '#', false);
        assertThat(words.nextWordAnywhere()).isTrue();
        return words.integer(-99);
    }

    @Test
    void linesAreCountedWhateverEndsThem() {
        Words words = new Words("a\r\n\r\nb # c\rd#e\n# f\n  \ng".getBytes(UTF_8), '#', false);
        List<String> found = new ArrayList<>();
        while (words.nextWordAnywhere()) {
            found.add(words.line() + words.word());
        }
        assertThat(found).containsExactly("1a", "3b", "4d#e", "7g");
    }
}

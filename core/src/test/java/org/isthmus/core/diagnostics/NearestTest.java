package org.isthmus.core.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> WORDS = List.of("body", "geom", "joint", "position", "range", "size");

    @Test
    void typingErrorsFindTheirWord() {
        assertThat(Nearest.to("postion", WORDS)).as("a missing letter").contains("position");
        assertThat(Nearest.to("jiont", WORDS)).as("swapped letters").contains("joint");
        assertThat(Nearest.to("bodyy", WORDS)).as("a letter too many").contains("body");
        assertThat(Nearest.to("GEOM", WORDS)).as("another case").contains("geom");
        assertThat(Nearest.to("positron", WORDS)).as("another letter").contains("position");
    }

    @Test
    void otherWordsFindNothing() {
        assertThat(Nearest.to("actuator", WORDS)).isEmpty();
        assertThat(Nearest.to("", WORDS)).isEmpty();
        assertThat(Nearest.to("x".repeat(1_000_000), WORDS)).isEmpty();
        assertThat(Nearest.to("body", List.of())).isEmpty();
    }

    @Test
    void theNearestWinsAndTheFirstOfEquals() {
        assertThat(Nearest.to("cat", List.of("cart", "cut", "cat"))).contains("cat");
        assertThat(Nearest.to("cot", List.of("cut", "cat"))).contains("cut");
    }

    @Test
    void theRemedyAsksOrIsEmpty() {
        assertThat(Nearest.remedy("siez", WORDS)).isEqualTo("did you mean 'size'?");
        assertThat(Nearest.remedy("actuator", WORDS)).isEmpty();
    }
}

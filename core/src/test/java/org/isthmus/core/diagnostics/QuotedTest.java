package org.isthmus.core.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {
    @Test
    void longTextsLoseTheirMiddle() {
        assertThat(Quoted.of("")).isEqualTo("''");
        assertThat(Quoted.of("x".repeat(120))).isEqualTo("'" + "x".repeat(120) + "'");
        assertThat(Quoted.of("a".repeat(80) + "b".repeat(1_000_000) + "/meshes/hand.stl"))
                .isEqualTo("'" + "a".repeat(80) + "..." + "b".repeat(21) + "/meshes/hand.stl'");
    }
}

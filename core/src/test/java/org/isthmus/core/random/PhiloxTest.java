package org.isthmus.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhiloxTest {
    /// The lines `philox4x32 10` of `kat_vectors`, published with Random123 1.14.0: all zeros, all ones, digits of π.
    @Test
    void knownAnswers() {
        assertThat(Philox.block(0, 0, 0)).isEqualTo(words(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8));
        assertThat(Philox.block(-1, -1, -1)).isEqualTo(words(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd));
        Philox counter = words(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344);
        long key = words(0xa4093822, 0x299f31d0, 0, 0).lo();
        assertThat(Philox.block(counter.lo(), counter.hi(), key))
                .isEqualTo(words(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1));
    }

    private static Philox words(int x0, int x1, int x2, int x3) {
        return new Philox(Integer.toUnsignedLong(x0) | (long) x1 << 32, Integer.toUnsignedLong(x2) | (long) x3 << 32);
    }
}

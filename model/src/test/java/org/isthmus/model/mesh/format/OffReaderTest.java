package org.isthmus.model.mesh.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.core.array.IntArray;
import org.junit.jupiter.api.Test;

class OffReaderTest {
    private static final String SQUARE = """
            OFF # a square
            # counts
            4 2 0

            0 0 0
            1 0 0
            1 1 0 # corner
            0 1 0
            4 0 1 2 3 1.0 0.5 0.5
            2 0 1
            """;

    @Test
    void polygonsAreCutAndColoursSkipped() {
        assertThat(Reading.of("a.off", SQUARE).mesh().faces()).isEqualTo(IntArray.wrap(0, 1, 3, 1, 2, 3));
    }

    @Test
    void keywordMayCarryLettersAndCounts() {
        for (String begin : new String[]{"OFF 4 2 0", "COFF\n4 2 0", "STCNOFF 4 2 0", "OFF4 2 0", "  OFF\t4\n2\n0"}) {
            String text = begin + SQUARE.substring(SQUARE.indexOf("4 2 0") + 5);
            assertThat(Reading.of("a.off", text).mesh().faceCount()).as(begin).isEqualTo(2);
        }
    }

    @Test
    void brokenFilesAreTold() {
        assertThat(Reading.of("a.off", "4OFF\n").said())
                .containsExactly("/a.off:1: error: the file begins with '4OFF'; expected "
                        + "OFF, or NOFF, COFF, STOFF; export the mesh as OFF in three dimensions");
        assertThat(Reading.of("a.off", "OFF x").said())
                .containsExactly("/a.off:1: error: the number of vertices is missing or "
                        + "wrong; expected 0 to 10000000; export the mesh again (binary OFF is not read)");
        assertThat(Reading.of("a.off", SQUARE.replace("4 2 0", "4 9 0")).said().getFirst())
                .contains("the file ends too early");
        assertThat(Reading.of("a.off", SQUARE.replace("1 1 0", "1 y 0").replace("4 0 1 2 3", "4 0 1 2 4")).said())
                .containsExactly(
                        "/a.off:7: error: the vertex is not three numbers; expected x y z; export the mesh again",
                        "/a.off:9: error: corner 3 of the face is missing or wrong; expected a vertex from 0 to 3; export the mesh again",
                        "/a.off: error: the file has 4 vertices and no faces; expected triangles or polygons; export the surface, not "
                                + "points, lines or curves");
        assertThat(Reading.of("a.off", SQUARE.replace("4 0 1 2 3", "99999999 0 1 2 3")).said().getFirst())
                .contains("the number of corners is missing or wrong");
    }
}

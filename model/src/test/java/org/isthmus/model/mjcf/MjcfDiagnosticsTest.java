package org.isthmus.model.mjcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each text of `diagnostics.txt` gives the messages that stand below it.
class MjcfDiagnosticsTest {
    private record Case(String text, List<String> messages) {}

    @TestFactory
    List<DynamicTest> wrongMjcfGivesTheseMessages() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case c : cases()) {
            tests.add(DynamicTest.dynamicTest(c.text, () -> assertThat(Mjcf.messages(Map.of("/scene.xml", c.text)))
                    .map(message -> message.replace("/scene.xml:", ""))
                    .containsExactlyElementsOf(c.messages)));
        }
        return tests;
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        var in = Objects.requireNonNull(MjcfDiagnosticsTest.class.getResourceAsStream("diagnostics.txt"));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            for (String line : reader.lines().toList()) {
                if (line.startsWith("<")) {
                    cases.add(new Case(line, new ArrayList<>()));
                } else if (line.startsWith("  ")) {
                    cases.getLast().messages.add(line.strip());
                }
            }
        }
        return cases;
    }
}

package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;

class PythonPackageTest {
    @Test
    void pythonKnowsTheTasksThereAre() throws IOException {
        String tasks = Tasks.all().stream().map(PythonPackageTest::line)
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        Path copy = Files.writeString(Path.of("target", "tasks.json").toAbsolutePath(), tasks);
        Path known = Repository.root().resolve("python/isthmus/tasks.json");
        assertThat(known).as("what the Python package registers; if the tasks are right: cp %s %s", copy, known)
                .hasContent(tasks);
    }

    private static String line(Tasks.Entry entry) {
        String robots = entry.robots().stream().map(r -> '"' + r + '"').collect(Collectors.joining(", ", "[", "]"));
        return "  {\"id\": \"" + entry.id() + "\", \"robots\": " + robots + "}";
    }
}

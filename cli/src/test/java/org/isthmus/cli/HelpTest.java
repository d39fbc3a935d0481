package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class HelpTest {
    @Test
    void launcherShowsTheHelpOfTheVerbsAsTheyAre() throws IOException {
        String help = Main.commandLine().getUsageMessage(Ansi.OFF).replace("\r", "");
        Path copy = Files.writeString(Path.of("target", "help.txt").toAbsolutePath(), help);
        Path shown = Repository.root().resolve("build/help.txt");
        assertThat(shown).as("what ./isthmus --help shows; if the verbs are right: cp %s %s", copy, shown)
                .hasContent(help);
    }

    @Test
    void everyVerbSaysWhatItDoesAndHasHelp() {
        check(Main.commandLine());
    }

    private static void check(CommandLine line) {
        var spec = line.getCommandSpec();
        assertThat(spec.usageMessage().description()).as("description of '%s'", spec.qualifiedName()).isNotEmpty();
        assertThat(spec.findOption("--help")).as("--help of '%s'", spec.qualifiedName()).isNotNull();
        line.getSubcommands().values().forEach(HelpTest::check);
    }
}

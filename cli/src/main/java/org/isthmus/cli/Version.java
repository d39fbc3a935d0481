package org.isthmus.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

/// The version of Isthmus and of the machine it runs on.
final class Version implements IVersionProvider {
    Version() {}

    @Override
    public String[] getVersion() {
        return new String[]{text()};
    }

    /// One line: `isthmus 0.1.0 (Java 25.0.3+9, Linux 6.1 amd64)`.
    static String text() {
        return "isthmus " + ofIsthmus() + " (Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch") + ")";
    }

    private static String ofIsthmus() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(in, "version.properties is missing from the build"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}

package org.isthmus.dataset.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;

/// A database in memory for what is written to Parquet files or read from them. Not safe for several threads.
public final class Tables implements AutoCloseable {
    private static final String SETTINGS = "SET autoinstall_known_extensions=false; SET autoload_known_extensions=false; "
            + "SET memory_limit='1GB'; SET threads=1; SET preserve_insertion_order=true; SET temp_directory=''";

    private final SourceLocation place;
    private final Diagnostics diagnostics;
    private final DuckDBConnection connection;

    private Tables(SourceLocation place, Diagnostics diagnostics, DuckDBConnection connection) {
        this.place = place;
        this.diagnostics = diagnostics;
        this.connection = connection;
    }

    /// What reads the rows of a query, beginning before the first.
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /// What fills a table.
    @FunctionalInterface
    public interface Filler {
        void fill(DuckDBAppender rows) throws SQLException;
    }

    /// @param place what is written or read, for messages
    /// @throws DiagnosticException when the library cannot be loaded
    public static Tables open(SourceLocation place, Diagnostics diagnostics) {
        try {
            Connection made = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
            Tables tables = new Tables(place, diagnostics, made.unwrap(DuckDBConnection.class));
            tables.execute(SETTINGS);
            return tables;
        } catch (SQLException | LinkageError e) {
            throw diagnostics.fatal(place, "the Parquet library cannot be loaded (" + e.getMessage() + ")", "", "");
        }
    }

    /// Runs a statement that gives nothing.
    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Runs a query.
    public <T> T query(String sql, Reader<T> reader) {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            return reader.read(rows);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Adds rows to a table.
    public void fill(String table, Filler filler) {
        try (DuckDBAppender rows = connection.createAppender(table)) {
            filler.fill(rows);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Writes what a query gives to a Parquet file that appears when it is whole.
    ///
    /// @param metadata of the file's footer
    public void write(String query, Path target, Map<String, String> metadata) {
        try (NewFile file = NewFile.at(target, diagnostics)) {
            String notes = metadata.entrySet().stream().map(e -> name(e.getKey()) + ": " + text(e.getValue()))
                    .collect(Collectors.joining(", "));
            execute("COPY (" + query + ") TO " + text(file.temporary().toString())
                    + " (FORMAT parquet, COMPRESSION snappy"
                    + (notes.isEmpty() ? "" : ", KV_METADATA {" + notes + "}") + ")");
            file.commit();
        }
    }

    private DiagnosticException failed(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return diagnostics.fatal(place, "a table cannot be written or read ("
                + (end < 0 ? message : message.substring(0, end)) + ")", "",
                "the file may be damaged, or the disk full");
    }

    /// A text as SQL has it.
    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /// A name as SQL has it.
    public static String name(String value) {
        return "\"" + value.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}

package io.hourglass.duckdb;

import io.hourglass.file.ScratchFolder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** The one database of the process: in memory, without a catalogue that lasts, and without the network. */
final class DuckDb {
    private static final long MEBIBYTE = 1 << 20;
    private static final long LEAST_MEMORY = 512 * MEBIBYTE;
    /** Of the machine's memory; the JVM may take a quarter too. */
    private static final int MEMORY_SHARE = 4;

    private static DuckDBConnection root;

    private DuckDb() {}

    /**
     * A connection of its own to the database, which is started if need be.
     *
     * @param threads how many threads the database may compute with from now on
     */
    static synchronized DuckDBConnection connect(int threads) {
        try {
            if (root == null) {
                Driver driver = new DuckDBDriver();
                root = (DuckDBConnection) driver.connect("jdbc:duckdb:", settings());
            }
            DuckDBConnection connection = root.duplicate().unwrap(DuckDBConnection.class);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET threads = " + threads);
                statement.execute("SET TimeZone = 'UTC'");
            }
            return connection;
        } catch (SQLException e) {
            throw SqlFailure.of("the database", e);
        }
    }

    /** Where what does not fit into memory goes; removed when the JVM ends. */
    static Path scratch() {
        return ScratchFolder.path();
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("memory_limit", memory() / MEBIBYTE + "MiB");
        settings.setProperty("temp_directory", scratch().toString());
        // Its cache of files would grow up to the limit of memory although each file is read once or in order.
        settings.setProperty("enable_external_file_cache", "false");
        return settings;
    }

    private static long memory() {
        long physical =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean bean
                        ? bean.getTotalMemorySize()
                        : 0;
        return Math.max(LEAST_MEMORY, physical / MEMORY_SHARE);
    }

    /** A name in SQL, whatever it holds. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text in SQL. */
    static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}

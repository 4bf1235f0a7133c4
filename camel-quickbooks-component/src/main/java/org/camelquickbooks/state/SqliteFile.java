package org.camelquickbooks.state;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/** A SQLite file that only its owner can read. */
final class SqliteFile implements SqliteDatabase.ConnectionSource {

    private final Path file;
    /** Which file connections were opened to; null before the first. */
    private volatile Object opened;

    SqliteFile(Path file) {
        this.file = file;
    }

    @Override
    public String name() {
        return file.toString();
    }

    /** Whether somebody took the file away, or put another one in its place: other processes would use that one. */
    @Override
    public boolean isLost() {
        Object before = opened;
        return before != null && !before.equals(key());
    }

    /** Which file it is; null where there is none. */
    private Object key() {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            // Not every file system has one.
            return key == null ? file : key;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public Connection connect() throws SQLException {
        try {
            directory();
            create();
            same(key());
        } catch (IOException e) {
            throw new SQLException("it cannot be created: " + e, e);
        }
        return driver().connect("jdbc:sqlite:" + file, new Properties());
    }

    /** All connections are to one file, until the database is opened anew. */
    private synchronized void same(Object now) throws SQLException {
        if (opened != null && !opened.equals(now)) {
            throw new SQLException("it was replaced");
        }
        opened = now;
    }

    @Override
    public synchronized void closed() {
        opened = null;
    }

    private void directory() throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(file.getParent());
        }
    }

    private void create() throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                // What SQLite puts beside it gets the same permissions.
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (FileAlreadyExistsException e) {
            // Another process was first.
        }
    }

    private Driver driver() {
        try {
            Driver driver = (Driver) Class.forName("org.sqlite.JDBC", true, SqliteFile.class.getClassLoader())
                    .getDeclaredConstructor()
                    .newInstance();
            Class.forName("org.sqlite.SQLiteJDBCLoader", true, driver.getClass().getClassLoader())
                    .getMethod("initialize")
                    .invoke(null);
            return driver;
        } catch (ClassNotFoundException e) {
            throw new StateException(
                    "The state database " + file + " cannot be opened: the driver of SQLite is not on the class path;"
                            + " add org.xerial:sqlite-jdbc, or set stateDataSource",
                    e);
        } catch (ReflectiveOperationException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StateException(
                    "The state database " + file
                            + " cannot be opened: the native part of the driver of SQLite cannot be"
                            + " loaded (" + cause + "); set the system property org.sqlite.tmpdir to a directory from"
                            + " which programs may run (not mounted noexec), or stateDataSource to another database",
                    cause);
        }
    }
}

package dev.skep.persistence.segment;

import dev.skep.persistence.sqlite.StoreCannotOpenException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder with all of Skep's files. Nobody but its owner may look into what is created here,
/// and only one process at a time has it.
///
/// The lock lies on a file of its own: a Java channel on a database file would, when closed, take
/// away the locks by which SQLite protects it.
public final class DataFolder implements AutoCloseable {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Creates the folder if need be, and takes it for this process.
  ///
  /// @throws StoreCannotOpenException if the folder cannot be written or is in use
  public static DataFolder open(Path path) {
    try {
      createFolder(path);
      createFolder(path.resolve("segments"));
      Path lockFile = create(path.resolve("skep.lock"));
      FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StoreCannotOpenException(
            "The data folder " + path + " is in use by another Skep.");
      }
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new StoreCannotOpenException(
          "The data folder " + path + " cannot be written (" + reason(e) + ").", e);
    }
  }

  public Path catalogue() {
    return path.resolve("catalogue.db");
  }

  public Path segment(String fileName) {
    return path.resolve("segments").resolve(fileName);
  }

  /// Creates a database file if it is not there, so that it belongs to its owner alone from the
  /// beginning; SQLite gives the files beside it the same permissions.
  ///
  /// @throws StoreCannotOpenException if it cannot be created
  public Path prepare(Path databaseFile) {
    try {
      return create(databaseFile);
    } catch (IOException e) {
      throw new StoreCannotOpenException(
          "The file " + databaseFile + " cannot be created (" + reason(e) + ").", e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // In use by this very process.
      return null;
    }
  }

  private static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, only("rwx------"));
    }
  }

  private static Path create(Path file) throws IOException {
    try {
      return Files.createFile(file, only("rw-------"));
    } catch (FileAlreadyExistsException e) {
      return file;
    }
  }

  private static FileAttribute<?>[] only(String permissions) {
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)}
        : new FileAttribute<?>[0];
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
  }
}

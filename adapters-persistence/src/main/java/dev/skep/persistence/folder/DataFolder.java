package dev.skep.persistence.folder;

import dev.skep.persistence.sqlite.StoreCannotOpenException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder with all of Skep's files. Nobody but its owner may look into what is created here,
/// and only one process at a time has it.
///
/// The lock lies on a file of its own: a Java channel on a database file would, when closed, take
/// away the locks by which SQLite protects it.
public final class DataFolder implements AutoCloseable {
  private final DataFiles files;
  private final FileChannel lock;

  private DataFolder(DataFiles files, FileChannel lock) {
    this.files = files;
    this.lock = lock;
  }

  /// Creates the folder if need be, and takes it for this process.
  ///
  /// @throws StoreCannotOpenException if the folder cannot be written or is in use
  public static DataFolder open(Path path) {
    var files = new DataFiles(path);
    try {
      OwnerOnly.createFolder(path);
      OwnerOnly.createFolder(files.segments());
      Path lockFile = OwnerOnly.create(files.lock());
      FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StoreCannotOpenException(
            "The data folder " + path + " is in use by another Skep.");
      }
      return new DataFolder(files, channel);
    } catch (IOException e) {
      throw new StoreCannotOpenException(
          "The data folder " + path + " cannot be written (" + reason(e) + ").", e);
    }
  }

  /// Whether another process has the folder. Never to be asked by the process that has it: looking
  /// would end its lock.
  public static boolean isInUse(Path path) throws IOException {
    Path file = new DataFiles(path).lock();
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return shared == null;
    }
  }

  public DataFiles files() {
    return files;
  }

  public Path catalogue() {
    return files.catalogue();
  }

  public Path segment(String fileName) {
    return files.segment(fileName);
  }

  /// Creates a database file if it is not there, so that it belongs to its owner alone from the
  /// beginning; SQLite gives the files beside it the same permissions.
  ///
  /// @throws StoreCannotOpenException if it cannot be created
  public Path prepare(Path databaseFile) {
    try {
      return OwnerOnly.create(databaseFile);
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

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
  }
}

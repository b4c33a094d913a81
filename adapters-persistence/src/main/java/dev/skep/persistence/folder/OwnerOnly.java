package dev.skep.persistence.folder;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Creates files and folders that belong to their owner alone from the beginning.
public final class OwnerOnly {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private OwnerOnly() {}

  /// Creates a folder, with all that are missing above it, unless it is there.
  public static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, only("rwx------"));
    }
  }

  /// Creates a folder that is not there yet.
  ///
  /// @throws FileAlreadyExistsException if it is
  public static void createNewFolder(Path folder) throws IOException {
    Files.createDirectory(folder, only("rwx------"));
  }

  /// Creates an empty file, unless it is there.
  public static Path create(Path file) throws IOException {
    try {
      return Files.createFile(file, only("rw-------"));
    } catch (FileAlreadyExistsException e) {
      return file;
    }
  }

  /// Whether files here have permissions for owner, group and others.
  public static boolean isPosix() {
    return POSIX;
  }

  private static FileAttribute<?>[] only(String permissions) {
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)}
        : new FileAttribute<?>[0];
  }
}

package dev.skep.persistence.tools;

import dev.skep.persistence.folder.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder that has another name until all in it is whole and on disk, and that goes away if it
/// never gets there.
final class GrowingFolder implements AutoCloseable {
  // What the name ends with while it grows.
  private static final String SUFFIX = ".partial";

  private final Path folder;
  private final Path target;

  private GrowingFolder(Path folder, Path target) {
    this.folder = folder;
    this.target = target;
  }

  /// @throws ToolFailedException if the target is not empty, or is being made
  static GrowingFolder beside(Path target) throws IOException {
    Path parent = target.getParent();
    Path name = target.getFileName();
    if (parent == null || name == null || !isEmptyOrAbsent(target)) {
      throw new ToolFailedException(target + " is not an empty folder, and nothing was copied.");
    }
    OwnerOnly.createFolder(parent);
    Path folder = parent.resolve(name + SUFFIX);
    try {
      OwnerOnly.createNewFolder(folder);
    } catch (FileAlreadyExistsException e) {
      throw new ToolFailedException(
          folder
              + " is there: another backup is under way, or one was cut short. If none is under"
              + " way, delete that folder.",
          e);
    }
    return new GrowingFolder(folder, target);
  }

  Path folder() {
    return folder;
  }

  /// Waits until everything is on disk, and gives the folder its name.
  ///
  /// @return the size of its files in bytes
  long finish() throws IOException {
    long bytes = 0;
    for (Path path : contents(folder)) {
      sync(path);
      bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
    }
    try {
      Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
      throw new ToolFailedException(target + " is not an empty folder any more.", e);
    } catch (FileSystemException e) {
      throw new ToolFailedException(
          target + " cannot be replaced; choose a folder that is not there yet.", e);
    }
    sync(folder.resolveSibling("."));
    return bytes;
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }

  /// Deletes those that never got their name, if the folder that they are in is there.
  static void deleteAll(Path parent) throws IOException {
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(parent, "*" + SUFFIX)) {
        for (Path folder : unfinished) {
          delete(folder);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path path : contents(folder).reversed()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static boolean isEmptyOrAbsent(Path target) throws IOException {
    if (!Files.isDirectory(target)) {
      return !Files.exists(target);
    }
    try (Stream<Path> files = Files.list(target)) {
      return files.findAny().isEmpty();
    }
  }

  /// The folder and all in it, folders before what they hold.
  private static List<Path> contents(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted(Comparator.naturalOrder()).toList();
    }
  }

  private static void sync(Path path) throws IOException {
    if (Files.isDirectory(path) && !OwnerOnly.isPosix()) {
      // Only these systems can sync a folder.
      return;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

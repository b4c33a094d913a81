package dev.skep.persistence.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// How much room the files of a data folder take, and how much the disk has left.
///
/// @param used by all files but copies of the folder, in bytes
/// @param free what this process could still write to the disk, in bytes
/// @param lowBelow below so much free space nothing is written any more
public record DiskSpace(long used, long free, long lowBelow) {
  private static final long LEAST = 256L << 20;
  private static final long MOST = 1L << 30;
  private static final int PART = 20;

  public static DiskSpace of(Path folder) {
    try {
      FileStore disk = Files.getFileStore(folder);
      return new DiskSpace(
          bytes(new DataFiles(folder)), disk.getUsableSpace(), lowBelow(disk.getTotalSpace()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The smaller of 1 GiB and a twentieth of the disk, but not less than 256 MiB.
  static long lowBelow(long total) {
    return Math.max(LEAST, Math.min(total / PART, MOST));
  }

  public boolean isLow() {
    return free < lowBelow;
  }

  private static long bytes(DataFiles folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder.folder())) {
      // A copy takes room from others, not from what may be kept: or making one would drop traces.
      return files
          .filter(file -> !file.startsWith(folder.backups()))
          .mapToLong(DiskSpace::sizeOf)
          .sum();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        // A file went while the folder was being read.
        return bytes(folder);
      }
      throw e;
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}

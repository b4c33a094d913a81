package dev.skep.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A temporary folder that goes when the benchmark is over or cut short, unless it is to be kept.
final class Workspace implements AutoCloseable {
  private final Path folder;
  private volatile boolean kept;
  private final Thread stop = Thread.ofPlatform().unstarted(this::delete);

  /// @param parent on the disk that is to be measured; the system's temporary folder if empty
  Workspace(String parent) throws IOException {
    folder =
        parent.isEmpty()
            ? Files.createTempDirectory("skep-bench-")
            : Files.createTempDirectory(Path.of(parent), "skep-bench-");
    Runtime.getRuntime().addShutdownHook(stop);
  }

  Path file(String name) {
    return folder.resolve(name).toAbsolutePath();
  }

  Path folder(String name) throws IOException {
    return Files.createDirectories(file(name));
  }

  /// Leaves everything where it is.
  ///
  /// @return where that is
  Path keep() {
    kept = true;
    return folder;
  }

  @Override
  public void close() {
    delete();
    Runtime.getRuntime().removeShutdownHook(stop);
  }

  private void delete() {
    if (kept || !Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

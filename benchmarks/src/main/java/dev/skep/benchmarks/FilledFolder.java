package dev.skep.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// A folder that keeps a filled data folder and, beside it, a note of what it was filled with.
final class FilledFolder {
  private final Path folder;

  FilledFolder(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /// What it was filled with; the traffic can be made again from that.
  ///
  /// @param endNanos when the traffic ends, in nanoseconds since 1970
  record Filling(long spans, int minutes, long endNanos) {}

  /// Skep's data folder.
  Path data() throws IOException {
    return Files.createDirectories(folder.resolve("data"));
  }

  /// What it is filled with, or nothing when it is empty.
  ///
  /// @throws BadUseException if something is in it that no benchmark filled to its end
  Optional<Filling> filling() throws IOException {
    if (Files.exists(note())) {
      return Optional.of(read());
    }
    try (Stream<Path> files = Files.list(data())) {
      if (files.findAny().isPresent()) {
        throw new BadUseException(folder + " was not filled to its end; remove it first");
      }
    }
    return Optional.empty();
  }

  private Filling read() throws IOException {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(note())) {
      values.load(reader);
      return new Filling(
          Long.parseLong(values.getProperty("spans", "")),
          Integer.parseInt(values.getProperty("minutes", "")),
          Long.parseLong(values.getProperty("endNanos", "")));
    } catch (IllegalArgumentException e) {
      throw new BadUseException(note() + " cannot be read: " + e.getMessage());
    }
  }

  /// Notes that it has been filled to the end.
  void noteFilled(Filling filling) throws IOException {
    Properties values = new Properties();
    values.setProperty("spans", String.valueOf(filling.spans()));
    values.setProperty("minutes", String.valueOf(filling.minutes()));
    values.setProperty("endNanos", String.valueOf(filling.endNanos()));
    try (Writer writer = Files.newBufferedWriter(note())) {
      values.store(writer, "Filled by bench queries");
    }
  }

  private Path note() {
    return folder.resolve("filling.properties");
  }
}

package dev.skep.benchmarks.faults;

import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.proof.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where a fault happens, and what became of it.
///
/// @param setup how servers are started
/// @param folder for its files
public record Scene(
    String fault, SkepServer.Setup setup, Path folder, Findings findings, List<Measure> measures) {

  /// Something that was measured.
  public record Measure(String label, String value) {}

  /// An empty one.
  public Scene(String fault, SkepServer.Setup setup, Path folder, Findings findings) {
    this(fault, setup, folder, findings, new ArrayList<>());
  }

  SkepServer start() throws IOException, InterruptedException {
    return start(setup, data());
  }

  SkepServer start(SkepServer.Setup with, Path data) throws IOException, InterruptedException {
    return SkepServer.start(with, data, log());
  }

  Path data() throws IOException {
    return Files.createDirectories(folder.resolve("data"));
  }

  Path log() {
    return folder.resolve("server.log");
  }

  /// How large the heap of servers may become.
  double heapMib() {
    String heap = setup.heap().toLowerCase(Locale.ROOT);
    long number = Long.parseLong(heap.replaceAll("\\D", ""));
    return switch (heap.charAt(heap.length() - 1)) {
      case 'g' -> number * 1024.0;
      case 'm' -> number;
      case 'k' -> number / 1024.0;
      default -> number / (double) (1 << 20);
    };
  }

  void measured(String label, String value) {
    measures.add(new Measure(label, value));
  }

  void wrong(String what) {
    findings.add(fault + ": " + what);
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      wrong(otherwise);
    }
  }
}

package dev.skep.benchmarks.faults;

import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.proof.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

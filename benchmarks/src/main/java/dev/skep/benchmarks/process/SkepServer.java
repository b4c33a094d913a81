package dev.skep.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The real program, in a process of its own, listening on 127.0.0.1 only.
public final class SkepServer implements AutoCloseable {
  public static final String API_KEY = "benchmark";

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final double QUIET_CORES = 0.05;
  private static final long QUIET_TIMEOUT_SECONDS = 180;

  private final JavaProcess java;
  private final int port;
  private final Path data;

  private final Path log;
  private final long begun = System.nanoTime();
  private double startSeconds;

  private SkepServer(JavaProcess java, int port, Path data, Path log) {
    this.java = java;
    this.port = port;
    this.data = data;
    this.log = log;
  }

  /// How it is started.
  ///
  /// @param heap as in `-Xmx`
  /// @param jvmOptions further ones, for experiments
  /// @param settings Skep's own, in place of those that it gets otherwise
  public record Setup(
      Path jar, String heap, List<String> jvmOptions, Map<String, String> settings) {
    public Setup {
      jvmOptions = List.copyOf(jvmOptions);
      settings = Map.copyOf(settings);
    }

    /// The same with another heap.
    public Setup withHeap(String other) {
      return new Setup(jar, other, jvmOptions, settings);
    }

    /// As `./skep` starts it: with the options and with what Java learned at a rehearsal, if they
    /// lie beside the jar.
    private List<String> startOptions() {
      List<String> found = new ArrayList<>();
      Path options = jar.toAbsolutePath().resolveSibling("java.options");
      if (Files.exists(options)) {
        found.add("@" + options);
      }
      Path cache = jar.toAbsolutePath().resolveSibling("skep.aot");
      if (cache.toFile().lastModified() > jar.toFile().lastModified()) {
        found.add("-XX:AOTCache=" + cache);
      }
      return found;
    }
  }

  /// Starts it on a data folder and waits until it is ready.
  ///
  /// @param log gets what the program prints
  /// @throws IOException if it is not ready within a minute
  public static SkepServer start(Setup setup, Path data, Path log)
      throws IOException, InterruptedException {
    SkepServer server = launch(setup, data, log);
    try {
      server.awaitReady();
      return server;
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  /// Starts its process and waits for nothing.
  ///
  /// @param log gets what the program prints
  public static SkepServer launch(Setup setup, Path data, Path log) throws IOException {
    int port = freePort();
    List<String> options = new ArrayList<>(setup.startOptions());
    options.add("-Xmx" + setup.heap());
    options.addAll(setup.jvmOptions());
    ProcessBuilder command = JavaProcess.ofJar(setup.jar().toAbsolutePath(), options);
    command.directory(data.toFile());
    command.redirectErrorStream(true).redirectOutput(log.toFile());
    Map<String, String> environment = command.environment();
    environment.keySet().removeIf(name -> name.startsWith("TRACES_"));
    environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
    environment.put("TRACES_HOST", "127.0.0.1");
    environment.put("TRACES_PORT", String.valueOf(port));
    environment.put("TRACES_DATA_DIR", data.toString());
    environment.put("TRACES_INGESTION_ENABLED", "true");
    environment.put("TRACES_INGESTION_API_KEY", API_KEY);
    environment.put("TRACES_EXPLORER_AUTH", "none");
    // So that what is stored is what was sent, and stays.
    environment.put("TRACES_OWN_TRACES", "false");
    environment.put("TRACES_RETENTION_DAYS", "365");
    environment.putAll(setup.settings());
    return new SkepServer(JavaProcess.start(command), port, data, log);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    HttpRequest health = HttpRequest.newBuilder(address("/health/ready")).build();
    long start = System.nanoTime();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (System.nanoTime() - start < START_TIMEOUT.toNanos() && java.process().isAlive()) {
        try {
          if (http.send(health, BodyHandlers.discarding()).statusCode() == 200) {
            startSeconds = (System.nanoTime() - begun) / 1e9;
            return;
          }
        } catch (IOException e) {
          // Not listening yet.
        }
        Thread.sleep(20);
      }
    }
    throw new IOException("The server did not get ready. It said:\n" + Files.readString(log));
  }

  public URI address(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + port + pathAndQuery);
  }

  /// The time from the start of the process until it was ready.
  public double startSeconds() {
    return startSeconds;
  }

  public int port() {
    return port;
  }

  public JavaProcess java() {
    return java;
  }

  /// Waits until the server has nothing left to do for itself, three minutes at most.
  ///
  /// @return the seconds until then
  public double awaitQuiet() throws InterruptedException {
    Stopwatch watch = new Stopwatch();
    double quietSince = 0;
    while (watch.seconds() < QUIET_TIMEOUT_SECONDS) {
      double before = java.cpuSeconds();
      double begun = watch.seconds();
      Thread.sleep(1_000);
      if (java.cpuSeconds() - before < QUIET_CORES) {
        return quietSince;
      }
      quietSince = begun + 1;
    }
    return quietSince;
  }

  /// What the data folder holds, in bytes.
  public long bytesOnDisk() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  @Override
  public void close() {
    java.close();
  }
}

package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The packaged program in a process of its own, as an operator starts it.
final class SkepProcess implements AutoCloseable {
  private static final Pattern EXPLORER =
      Pattern.compile("Explorer +(http://\\S+)/(?:traces|login)(?:\\?token=(\\w+))?");

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /// What Java learned in the rehearsal of the build.
  private static final Path LEARNED = Path.of("target", "skep.aot");

  private static final Path OPTIONS = Path.of("target", "java.options");

  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private SkepProcess(Process process) {
    this.process = process;
    reader = Thread.ofVirtual().start(this::readOutput);
  }

  /// Starts `bootstrap/target/skep.jar` in this working folder.
  static SkepProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    // It is started often and never runs for long: Java's first compiler is enough.
    return startJar(List.of("-XX:TieredStopAtLevel=1"), folder, environment, arguments);
  }

  /// Starts it with all that `./skep` gives to Java, and nothing else.
  static SkepProcess startAsUsual(Path folder, Map<String, String> environment) throws IOException {
    assertThat(LEARNED).exists();
    return startJar(List.of("@" + OPTIONS.toAbsolutePath()), folder, environment);
  }

  private static SkepProcess startJar(
      List<String> options, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> program = new ArrayList<>();
    program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    program.addAll(options);
    // What is learned is of serving; a command is quicker without.
    if (arguments.length == 0) {
      program.add("-XX:AOTCache=" + LEARNED.toAbsolutePath());
      program.addAll(List.of("-Xlog:aot*=off", "-Xlog:cds*=off"));
    }
    program.add("-jar");
    program.add(Path.of("target", "skep.jar").toAbsolutePath().toString());
    return startProgram(program, folder, environment, arguments);
  }

  /// Starts this program in this working folder.
  static SkepProcess startProgram(
      List<String> program, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("TRACES_"));
    builder.environment().put("TRACES_HOST", "127.0.0.1");
    builder.environment().put("TRACES_PORT", "0");
    builder.environment().putAll(environment);
    return new SkepProcess(builder.start());
  }

  /// Waits until it prints where the Explorer is.
  URI address() throws InterruptedException {
    return URI.create(explorer().group(1));
  }

  /// Waits until it prints the token that opens the Explorer.
  String token() throws InterruptedException {
    return explorer().group(2);
  }

  private MatchResult explorer() throws InterruptedException {
    for (int i = 0; i < 2000; i++) {
      Matcher explorer = EXPLORER.matcher(output());
      if (explorer.find()) {
        return explorer.toMatchResult();
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("not ready: " + output());
  }

  /// Asks it to stop, as Ctrl-C and service managers do.
  int terminate() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  /// What other users of the machine see of it in the list of processes.
  String commandLine() throws IOException {
    return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
  }

  /// Ends it at once, as a crash would.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(40, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + output());
    }
    reader.join();
    return process.exitValue();
  }

  /// How much memory it has resident, as Linux counts.
  long residentBytes() throws IOException {
    Matcher resident =
        RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
    if (!resident.find()) {
      throw new AssertionError("no VmRSS");
    }
    return Long.parseLong(resident.group(1)) << 10;
  }

  /// What it printed so far.
  String output() {
    return output.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private void readOutput() {
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
      }
    } catch (IOException e) {
      output.add(e.toString());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

package dev.skep.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Java of our own, which ends with us.
public final class JavaProcess implements AutoCloseable {
  private static final int SECONDS_TO_STOP = 60;

  private final Process process;
  private final Thread stop;

  private JavaProcess(Process process) {
    this.process = process;
    stop = Thread.ofPlatform().unstarted(process::destroy);
    Runtime.getRuntime().addShutdownHook(stop);
  }

  /// The command that starts the same Java as ours, on this program.
  public static ProcessBuilder ofThisProgram(List<String> options, List<String> arguments) {
    List<String> jvm = new ArrayList<>(options);
    jvm.add("--enable-native-access=ALL-UNNAMED");
    jvm.addAll(
        List.of("-cp", System.getProperty("java.class.path", ""), "dev.skep.benchmarks.Bench"));
    return command(jvm, arguments);
  }

  /// The command that starts the same Java as ours, on a program in a jar.
  public static ProcessBuilder ofJar(Path jar, List<String> options) {
    List<String> jvm = new ArrayList<>(options);
    jvm.addAll(List.of("-jar", jar.toString()));
    return command(jvm, List.of());
  }

  private static ProcessBuilder command(List<String> jvm, List<String> arguments) {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(jvm);
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  public static JavaProcess start(ProcessBuilder command) throws IOException {
    return new JavaProcess(command.start());
  }

  public Process process() {
    return process;
  }

  public long pid() {
    return process.pid();
  }

  /// CPU time used so far.
  public double cpuSeconds() {
    return Machine.cpuSeconds(pid()).orElse(0);
  }

  public double residentMib() {
    return Machine.residentKib(pid()).orElse(0) / 1024.0;
  }

  public double peakResidentMib() {
    return Machine.peakResidentKib(pid()).orElse(0) / 1024.0;
  }

  /// Ends the process and those that it started at once, as a crash would: SIGKILL on Linux.
  public void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    close();
  }

  /// Asks the process to end, and makes it end if it does not within a minute.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      // We are shutting down, and the hook has done its work.
    }
  }
}

package dev.skep.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What Linux tells about itself and its processes. Elsewhere there is nothing to be told.
public final class Machine {
  // Since Linux 2.6 the unit of /proc, whatever the kernel's own clock does.
  private static final double TICKS_PER_SECOND = 100;

  private Machine() {}

  /// Cores, memory and load, in a line.
  public static String description() {
    Runtime java = Runtime.getRuntime();
    return String.format(
        Locale.ROOT,
        "%d cores, %s memory, %s %s, Java %s",
        java.availableProcessors(),
        fromFile("/proc/meminfo", "MemTotal:").stream()
            .mapToObj(kib -> Math.round(kib / 1024.0 / 1024.0) + " GiB")
            .findFirst()
            .orElse("unknown"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.version().feature());
  }

  /// How many processes wanted a core lately, on average over a minute.
  public static OptionalDouble load() {
    try {
      String[] fields = Files.readString(Path.of("/proc/loadavg")).split(" ", -1);
      return OptionalDouble.of(Double.parseDouble(fields[0]));
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  /// What all processes and the kernel have used so far.
  static OptionalDouble cpuSeconds() {
    try {
      String all = Files.readString(Path.of("/proc/stat")).lines().findFirst().orElse("");
      String[] fields = all.trim().split(" +", -1);
      // user, nice, system, then idle and iowait, irq, softirq.
      long ticks = 0;
      for (int field : new int[] {1, 2, 3, 6, 7}) {
        ticks += Long.parseLong(fields[field]);
      }
      return OptionalDouble.of(ticks / TICKS_PER_SECOND);
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  /// What a process has used so far, for itself and in the kernel.
  static OptionalDouble cpuSeconds(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name of the program may hold blanks; after it comes the state, which is field 3.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[14 - 3]) + Long.parseLong(fields[15 - 3]);
      return OptionalDouble.of(ticks / TICKS_PER_SECOND);
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  /// The most memory that a process has had so far, in KiB.
  static OptionalLong peakResidentKib(long pid) {
    return fromFile("/proc/" + pid + "/status", "VmHWM:");
  }

  static OptionalLong residentKib(long pid) {
    return fromFile("/proc/" + pid + "/status", "VmRSS:");
  }

  private static OptionalLong fromFile(String file, String name) {
    try {
      return Files.readString(Path.of(file))
          .lines()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}

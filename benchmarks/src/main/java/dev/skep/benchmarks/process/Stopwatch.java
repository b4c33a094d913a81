package dev.skep.benchmarks.process;

import java.util.OptionalDouble;

/// Takes the time, and how much of the machine went to others meanwhile.
public final class Stopwatch {
  private final long[] ours;
  private final long start = System.nanoTime();
  private final OptionalDouble all = Machine.cpuSeconds();
  private final double own;

  /// @param ours processes whose work is part of what is measured
  public Stopwatch(long... ours) {
    this.ours = ours.clone();
    own = ownCpuSeconds();
  }

  public double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /// How many cores were taken by what is not measured, on average; the kernel's own work is among
  /// it.
  public double coresOfOthers() {
    OptionalDouble now = Machine.cpuSeconds();
    if (all.isEmpty() || now.isEmpty()) {
      return 0;
    }
    double others = now.getAsDouble() - all.getAsDouble() - (ownCpuSeconds() - own);
    return Math.max(0, others / seconds());
  }

  private double ownCpuSeconds() {
    double seconds = 0;
    for (long pid : ours) {
      seconds += Machine.cpuSeconds(pid).orElse(0);
    }
    return seconds;
  }
}

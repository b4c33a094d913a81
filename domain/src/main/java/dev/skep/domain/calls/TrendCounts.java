package dev.skep.domain.calls;

import java.util.SortedMap;
import java.util.TreeMap;

/// Calls that are being counted for [CallTrends]. Not for several threads at once.
public final class TrendCounts {
  private final int steps;
  private final SortedMap<Label, long[]> calls = new TreeMap<>();
  private final SortedMap<Label, long[]> errors = new TreeMap<>();

  public TrendCounts(int steps) {
    this.steps = steps;
  }

  public void add(Label service, int step, long calls, long errors) {
    this.calls.computeIfAbsent(service, none -> new long[steps])[step] += calls;
    this.errors.computeIfAbsent(service, none -> new long[steps])[step] += errors;
  }

  public CallTrends trends() {
    SortedMap<Label, CallTrends.Trend> services = new TreeMap<>();
    calls.forEach((service, counted) ->
        services.put(
            service, CallTrends.Trend.of(counted, errors.getOrDefault(service, new long[steps]))));
    return new CallTrends(services);
  }
}

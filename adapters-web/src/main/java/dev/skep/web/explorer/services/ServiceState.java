package dev.skep.web.explorer.services;

import dev.skep.domain.calls.CallStatistics;
import dev.skep.domain.calls.CallTrends;
import dev.skep.domain.calls.CalledServices;
import dev.skep.domain.calls.Label;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.SeenServices;
import dev.skep.domain.calls.SeenServices.Emitter;
import dev.skep.domain.calls.SeenServices.Seen;
import dev.skep.domain.trace.Agent;
import dev.skep.domain.trace.InstanceIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// One service in a time range: its calls, and what sent its spans.
///
/// @param trend calls and errors step by step; empty lists without a call
/// @param emitters those of the range; of all time when there was none in it
/// @param isThere whether some were there in the range
record ServiceState(
    Label service,
    CallStatistics calls,
    long waitingNano,
    CallTrends.Trend trend,
    List<Seen> emitters,
    boolean isThere) {
  private static final CallTrends.Trend NO_TREND = new CallTrends.Trend(List.of(), List.of());

  /// All services that were called or sent something, by name.
  static List<ServiceState> all(
      CalledServices called, CallTrends trends, SeenServices seen, Minutes range) {
    Map<Label, CalledServices.Calls> calls = new TreeMap<>();
    called.services().forEach(each -> calls.put(each.service(), each));
    Map<Label, List<Seen>> emitters = new HashMap<>();
    for (Seen each : seen.emitters()) {
      Label service = Label.of(each.emitter().serviceName());
      emitters.computeIfAbsent(service, none -> new ArrayList<>()).add(each);
      calls.putIfAbsent(service, new CalledServices.Calls(service, CallStatistics.NONE, 0));
    }
    List<ServiceState> states = new ArrayList<>();
    calls.forEach((service, each) ->
        states.add(
            of(
                each,
                trends.services().getOrDefault(service, NO_TREND),
                emitters.getOrDefault(service, List.of()),
                range)));
    return states;
  }

  private static ServiceState of(
      CalledServices.Calls calls, CallTrends.Trend trend, List<Seen> emitters, Minutes range) {
    List<Seen> there = emitters.stream().filter(each -> each.isIn(range)).toList();
    return new ServiceState(
        calls.service(),
        calls.statistics(),
        calls.waitingNano(),
        trend,
        there.isEmpty() ? emitters : there,
        !there.isEmpty());
  }

  /// The position in time at which its last span began; nothing when that is not noted.
  OptionalLong lastSeen() {
    return emitters.stream().mapToLong(Seen::last).max();
  }

  /// What sends its spans, the one that was seen last first.
  List<Agent> agents() {
    return emitters.stream()
        .sorted((a, b) -> Long.compare(b.last(), a.last()))
        .map(seen -> seen.emitter().agent())
        .distinct()
        .toList();
  }

  /// Those of its instances in the range that say which they are.
  List<InstanceIdentity> instances() {
    return !isThere
        ? List.of()
        : emitters.stream()
            .map(Seen::emitter)
            .map(Emitter::instance)
            .filter(instance -> !instance.equals(new InstanceIdentity.OfSender("")))
            .distinct()
            .toList();
  }

  /// The share of its calls' time that they waited; below 0 where nobody can know.
  double waiting() {
    boolean isKnown = calls.durationSumNano() > 0 && agents().stream().anyMatch(Agent::seesQueues);
    return isKnown ? (double) waitingNano / calls.durationSumNano() : -1;
  }

  double errorShare() {
    return calls.calls() == 0 ? -1 : (double) calls.errors() / calls.calls();
  }
}

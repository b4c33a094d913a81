package dev.skep.persistence.rollup;

import dev.skep.domain.calls.CallSeries;
import dev.skep.domain.calls.CallTally;
import dev.skep.domain.calls.CallTrends;
import dev.skep.domain.calls.CalledOperation;
import dev.skep.domain.calls.CalledOperations;
import dev.skep.domain.calls.CalledServices;
import dev.skep.domain.calls.Folded;
import dev.skep.domain.calls.Label;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.Party;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.calls.ServiceEdge;
import dev.skep.domain.calls.ServiceMap;
import dev.skep.domain.calls.TrendCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/// Answers one question about calls from the sums of many segments: hand it the segments one by
/// one, in any order, then ask for the answer.
public final class RollUpReader {
  private static final CallTally NO_CALLS = new CallTally();

  private RollUpReader() {}

  /// One question.
  ///
  /// @param segment reads a segment
  /// @param answer of all that were read
  public record Question<A>(Consumer<DSLContext> segment, java.util.function.Supplier<A> answer) {}

  public static Question<CalledServices> services(Minutes range) {
    Map<Label, CallTally> tallies = new TreeMap<>();
    Map<Label, CallTally> queues = new TreeMap<>();
    var folded = new FoldedCalls();
    return new Question<>(
        sql -> {
          var rollUps = new RollUps(sql);
          rollUps.addOperations(
              RangeParts.of(range),
              group -> true,
              (group, minute) ->
                  (group.isQueue() ? queues : tallies)
                      .computeIfAbsent(RollUps.label(group.service()), none -> new CallTally()));
          folded.undated += rollUps.undatedOfOperations();
        },
        () -> {
          List<CalledServices.Calls> services = new ArrayList<>();
          tallies.forEach((service, tally) -> {
            long waiting = queues.getOrDefault(service, NO_CALLS).durationSum();
            services.add(new CalledServices.Calls(service, tally.statistics(), waiting));
            folded.calls += service instanceof Label.Other ? tally.calls() : 0;
          });
          return new CalledServices(services, folded.value());
        });
  }

  public static Question<CalledOperations> operations(String serviceName, Minutes range) {
    Map<CalledOperation, CallTally> tallies = new TreeMap<>();
    var wanted = new Party.Service(serviceName);
    var folded = new FoldedCalls();
    var unnamed = new CallTally();
    return new Question<>(
        sql -> {
          var rollUps = new RollUps(sql);
          rollUps.addOperations(
              RangeParts.of(range),
              group -> isCall(group) && isOf(wanted, group),
              (group, minute) ->
                  group.service() instanceof Party.Other
                      ? unnamed
                      : tallies.computeIfAbsent(group.operation(), none -> new CallTally()));
          folded.undated += rollUps.undatedOfOperations();
        },
        () -> {
          List<CalledOperations.Calls> operations = new ArrayList<>();
          folded.calls += unnamed.calls();
          tallies.forEach((operation, tally) -> {
            operations.add(new CalledOperations.Calls(operation, tally.statistics()));
            folded.calls += operation.name() instanceof Label.Other ? tally.calls() : 0;
          });
          return new CalledOperations(operations, folded.value());
        });
  }

  public static Question<CallSeries> series(SeriesQuery query) {
    List<CallTally> steps = Stream.generate(CallTally::new).limit(query.stepCount()).toList();
    var folded = new FoldedCalls();
    var unnamed = new CallTally();
    Predicate<RollUps.Operation> wanted =
        switch (query.services()) {
          case SeriesQuery.Services.All() -> group -> true;
          case SeriesQuery.Services.One(String name) ->
              group -> isOf(new Party.Service(name), group);
        };
    boolean all = query.services() instanceof SeriesQuery.Services.All;
    return new Question<>(
        sql -> {
          var rollUps = new RollUps(sql);
          rollUps.addOperations(
              RangeParts.of(query.range(), query.stepMinutes()),
              group -> isCall(group) && wanted.test(group),
              (group, minute) ->
                  group.service() instanceof Party.Other && !all
                      ? unnamed
                      : steps.get(query.stepOf(minute)));
          folded.undated += rollUps.undatedOfOperations();
        },
        () -> {
          folded.calls += unnamed.calls();
          return new CallSeries(steps.stream().map(CallTally::statistics).toList(), folded.value());
        });
  }

  public static Question<ServiceMap> map(Minutes range) {
    Map<RollUps.Edge, CallTally> tallies = new HashMap<>();
    var folded = new FoldedCalls();
    return new Question<>(
        sql -> {
          var rollUps = new RollUps(sql);
          rollUps.addEdges(
              RangeParts.of(range),
              (edge, minute) -> tallies.computeIfAbsent(edge, none -> new CallTally()));
          folded.undated += rollUps.undatedOfEdges();
        },
        () -> {
          List<ServiceEdge> edges = new ArrayList<>();
          tallies.forEach((edge, tally) -> {
            // Calls that were all taken back leave a row of zeros; less than none remains where
            // the segment that counted them is gone.
            if (tally.calls() > 0) {
              edges.add(ServiceEdge.of(edge.caller(), edge.callee(), tally));
              folded.calls +=
                  edge.caller() instanceof Party.Other || edge.callee() instanceof Party.Other
                      ? tally.calls()
                      : 0;
            }
          });
          edges.sort(ServiceEdge.ORDER);
          return new ServiceMap(edges, folded.value());
        });
  }

  public static Question<CallTrends> trends(SeriesQuery query) {
    var counts = new TrendCounts(query.stepCount());
    return new Question<>(sql -> new RollUps(sql).addTrends(query, counts), counts::trends);
  }

  private static boolean isCall(RollUps.Operation group) {
    return !group.isQueue();
  }

  /// Whether it is of this service, or may be, because it is of those that are not kept apart.
  private static boolean isOf(Party.Service service, RollUps.Operation group) {
    return group.service() instanceof Party.Other || group.service().equals(service);
  }

  private static final class FoldedCalls {
    private long calls;
    private long undated;

    Folded value() {
      return new Folded(calls, Math.max(0, undated));
    }
  }
}

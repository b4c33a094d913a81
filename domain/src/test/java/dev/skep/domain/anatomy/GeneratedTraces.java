package dev.skep.domain.anatomy;

import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceSource;
import dev.skep.domain.trace.TraceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes traces in every shape from a seed: deep and broad, with missing parents, cycles, spans of
/// one id, requests that Beyla split, and many like siblings.
final class GeneratedTraces {
  private static final String[] SERVICES = {"nginx", "app-gw", "redis"};
  private static final String[] NAMES = {"GET /", "SELECT", "in queue", "processing"};

  private final RandomGenerator random;

  GeneratedTraces(RandomGenerator random) {
    this.random = random;
  }

  List<SpanOutline> spans(int count) {
    int shape = random.nextInt(4);
    List<SpanOutline> spans = new ArrayList<>(count);
    for (int number = 1; number <= count; number++) {
      spans.add(span(number, count, shape));
    }
    return spans;
  }

  private SpanOutline span(int number, int count, int shape) {
    long start = random.nextInt(100_000);
    String name = NAMES[random.nextInt(random.nextInt(3) == 0 ? 4 : 2)];
    int id = random.nextInt(20) == 0 ? 1 + random.nextInt(count) : number;
    return outline(
        id,
        parent(number, count, shape),
        SERVICES[random.nextInt(random.nextBoolean() ? 1 : 3)],
        name,
        name.startsWith("G") ? SpanKind.SERVER : SpanKind.INTERNAL,
        random.nextInt(10) == 0 ? StatusCode.ERROR : StatusCode.UNSET,
        start,
        random.nextInt(10) == 0 ? 0 : random.nextInt(50_000));
  }

  private Parent parent(int number, int count, int shape) {
    int odd = random.nextInt(30);
    if (odd == 0) {
      return Parent.NONE;
    }
    int above =
        switch (odd) {
          case 1 -> count + 1 + random.nextInt(3);
          case 2 -> 1 + random.nextInt(count);
          default ->
              switch (shape) {
                case 0 -> Math.max(1, number - 1);
                case 1 -> 1;
                case 2 -> Math.max(1, number / 2);
                default -> 1 + random.nextInt(number);
              };
        };
    return Parent.of(Spans.spanId(above));
  }

  static SpanOutline outline(
      int id,
      Parent parent,
      String service,
      String name,
      SpanKind kind,
      StatusCode status,
      long start,
      long duration) {
    return new SpanOutline(
        Spans.spanId(id),
        parent,
        service,
        name,
        kind,
        status,
        Spans.NOON.plusNanos(start),
        EndTime.at(Spans.NOON.plusNanos(start + duration)),
        TraceSource.EBPF);
  }

  static Anatomy anatomy(List<SpanOutline> spans) {
    return Anatomy.of(TraceSummary.of(Spans.traceId(1), spans), spans);
  }
}

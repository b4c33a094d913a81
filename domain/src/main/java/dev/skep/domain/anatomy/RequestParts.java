package dev.skep.domain.anatomy;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanKind;
import java.util.Arrays;

/// Beyla splits a request that waited into two children without attributes: `in queue`, from its
/// arrival to the start of the work, and `processing`, from there to the end.
public final class RequestParts {
  private static final String QUEUE = "in queue";
  private static final String PROCESSING = "processing";

  private RequestParts() {}

  /// Whether a span is the time that some request waited, going by the span alone.
  public static boolean isQueue(Span span) {
    return span.kind() == SpanKind.INTERNAL && span.name().equals(QUEUE);
  }

  static boolean isName(String name) {
    return name.equals(QUEUE) || name.equals(PROCESSING);
  }

  /// Finds the parts of each request, at most one of either sort: further ones are spans like any
  /// other.
  static void find(Anatomy trace, int[] queues, int[] processings) {
    Arrays.fill(queues, Anatomy.NONE);
    Arrays.fill(processings, Anatomy.NONE);
    for (int node = 0; node < trace.size(); node++) {
      int parent = trace.parent(node);
      if (parent != Anatomy.NONE && isPart(trace, node, parent)) {
        int[] parts = trace.operation(node).name().equals(QUEUE) ? queues : processings;
        if (parts[parent] == Anatomy.NONE) {
          parts[parent] = node;
        }
      }
    }
  }

  private static boolean isPart(Anatomy trace, int node, int parent) {
    if (trace.isMissing(parent)) {
      return false;
    }
    SpanOperation part = trace.operation(node);
    SpanOperation request = trace.operation(parent);
    return part.kind() == SpanKind.INTERNAL
        && isName(part.name())
        && !trace.isError(node)
        && request.kind().isEntry()
        && request.service().equals(part.service());
  }
}

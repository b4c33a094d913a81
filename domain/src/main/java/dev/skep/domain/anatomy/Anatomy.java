package dev.skep.domain.anatomy;

import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.SpanTree.Place;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.domain.trace.UnixNano;
import java.util.List;

/// The tree of a trace in columns, some 80 bytes a node. A node is a span, or a parent that spans
/// name and that is not stored. Nodes are numbered from 0 in pre-order, siblings by start, so what
/// is below a node are the numbers after it up to [#end].
///
/// Times are nanoseconds from the start of the trace.
public final class Anatomy {
  /// No node.
  public static final int NONE = -1;

  private final TraceSummary summary;
  private final NodeColumns columns;
  private final List<SpanOperation> operations;
  private final int depth;
  private final int[] queues;
  private final int[] processings;
  private final long[] self;

  Anatomy(TraceSummary summary, NodeColumns columns, List<SpanOperation> operations, int depth) {
    this.summary = summary;
    this.columns = columns;
    this.operations = List.copyOf(operations);
    this.depth = depth;
    this.queues = new int[columns.size()];
    this.processings = new int[columns.size()];
    RequestParts.find(this, queues, processings);
    this.self = SelfTimes.of(this);
  }

  /// Takes the spans of one trace apart, given in any order.
  ///
  /// @param summary of the same spans
  public static Anatomy of(TraceSummary summary, List<SpanOutline> spans) {
    return AnatomyBuilder.build(summary, spans);
  }

  /// What the trace is, as a list shows it.
  public TraceSummary summary() {
    return summary;
  }

  /// How many nodes there are, missing parents among them.
  public int size() {
    return columns.size();
  }

  /// How many levels of spans there are.
  public int depth() {
    return depth;
  }

  /// How long the trace took.
  public long duration() {
    return summary.durationNano();
  }

  // ---- Its place

  /// The node above, or [#NONE].
  public int parent(int node) {
    return columns.parents[node];
  }

  /// The number after the last node below.
  public int end(int node) {
    return columns.ends[node];
  }

  /// How many nodes stand above.
  public int level(int node) {
    return columns.levels[node];
  }

  /// The first node below, or [#NONE].
  public int firstChild(int node) {
    return node + 1 < end(node) ? node + 1 : NONE;
  }

  /// The next node with the same parent, or [#NONE].
  public int nextSibling(int node) {
    int next = end(node);
    int last = parent(node) == NONE ? size() : end(parent(node));
    return next < last ? next : NONE;
  }

  /// Why a span stands where it does. A missing parent stands as a root.
  public Place place(int node) {
    return columns.places[node];
  }

  /// Whether this is a parent that is not stored.
  public boolean isMissing(int node) {
    return columns.operations[node] == NONE;
  }

  /// Why it is probably missing.
  public MissingParent reason(int node) {
    SpanOperation below = operation(node + 1);
    if (RequestParts.isName(below.name())) {
      return MissingParent.REQUEST_OF_PARTS;
    }
    return below.kind().isEntry() ? MissingParent.CALLER_SENT_NONE : MissingParent.OWN_SPAN;
  }

  // ---- What it is

  /// Where the span stands in the list that the trace was taken from; [#NONE] of a missing parent.
  public int index(int node) {
    return columns.indexes[node];
  }

  /// The id of the span, or of the missing parent.
  public SpanId id(int node) {
    return columns.ids[node];
  }

  /// Which of the spans with its id it is, from 1 on, the earliest first.
  public int number(int node) {
    return columns.numbers.getOrDefault(node, 1);
  }

  /// The node of a span, or [#NONE].
  public int find(SpanId id, int number) {
    for (int node = 0; node < size(); node++) {
      if (id(node).equals(id) && number(node) == number && !isMissing(node)) {
        return node;
      }
    }
    return NONE;
  }

  /// What the span does. Not asked of a missing parent.
  public SpanOperation operation(int node) {
    return operations.get(columns.operations[node]);
  }

  /// All operations of the trace, by their numbers.
  public List<SpanOperation> operations() {
    return operations;
  }

  /// The number of the span's operation; [#NONE] of a missing parent.
  public int operationNumber(int node) {
    return columns.operations[node];
  }

  public boolean isError(int node) {
    return columns.statuses[node] == StatusCode.ERROR.number();
  }

  public StatusCode status(int node) {
    return StatusCode.ofNumber(columns.statuses[node]);
  }

  /// Whether its sender said when it ended, and not before it began.
  public boolean isTimed(int node) {
    return columns.ending[node] == NodeColumns.ENDED;
  }

  /// Whether its sender said that it ended before it began.
  public boolean endsBeforeStart(int node) {
    return columns.ending[node] == NodeColumns.ENDED_BEFORE_START;
  }

  // ---- When

  /// When the node begins; of a missing parent, when the first span below it does.
  public long start(int node) {
    return columns.starts[node];
  }

  /// When it ends; of a missing parent, when the last span directly below it does.
  public long lastMoment(int node) {
    return columns.starts[node] + columns.durations[node];
  }

  public long duration(int node) {
    return columns.durations[node];
  }

  /// The part of its duration in which none of its children ran.
  public long self(int node) {
    return self[node];
  }

  /// When the trace began; see [UnixNano#position].
  public long startPosition() {
    return summary.startPosition();
  }

  // ---- What Beyla splits a request into

  /// The child that tells how long this request waited, or [#NONE].
  public int queue(int node) {
    return queues[node];
  }

  /// The child that tells how long this request was worked on, or [#NONE].
  public int processing(int node) {
    return processings[node];
  }

  /// Whether it is such a child.
  public boolean isPart(int node) {
    int parent = parent(node);
    return parent != NONE && (queues[parent] == node || processings[parent] == node);
  }

  /// How long the request waited before it was worked on; 0 when nobody says so.
  public long waiting(int node) {
    return queues[node] == NONE ? 0 : duration(queues[node]);
  }

  /// The self time of a request and of its work together: what the whole would have for self time
  /// if Beyla had not split it.
  public long ownTime(int node) {
    return self[node] + (processings[node] == NONE ? 0 : self[processings[node]]);
  }

  /// About how many bytes this takes in memory.
  public long bytes() {
    return 100L * size() + 1_000L * operations.size() + 10_000;
  }
}

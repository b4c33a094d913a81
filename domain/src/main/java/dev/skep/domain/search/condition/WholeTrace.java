package dev.skep.domain.search.condition;

import dev.skep.domain.search.condition.Field.Attribute;
import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.SemanticAttributes;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanTree;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.domain.trace.UnixNano;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A trace with what conditions ask of it: the values of fields, and who called whom. What concerns
/// the trace as a whole is worked out once, when it is first asked for; so one thread at a time.
public final class WholeTrace {
  private final Trace trace;
  private @Nullable TraceSummary summary;
  private @Nullable NestedSets nestedSets;

  public WholeTrace(Trace trace) {
    this.trace = trace;
  }

  /// How many spans there are.
  public int size() {
    return trace.spans().size();
  }

  /// The span at this place of `Trace.spans`.
  public Span span(int index) {
    return trace.spans().get(index);
  }

  /// The values that a field of this span has, in no particular order; none when it has none that
  /// could be compared. An array has the values of its elements.
  public List<Value> values(Field field, int index) {
    return switch (field) {
      case Intrinsic intrinsic -> values(intrinsic, index);
      case Attribute(Scope scope, String key) -> values(scope, key, span(index));
    };
  }

  /// Whether a field of this span has a value of any sort, bytes and named values included.
  public boolean has(Field field, int index) {
    return switch (field) {
      case Intrinsic.EVENT_NAME -> !span(index).events().isEmpty();
      case Intrinsic _ -> true;
      case Attribute(Scope scope, String key) -> has(scope, key, span(index));
    };
  }

  /// Where the spans stand in their trees.
  NestedSets nestedSets() {
    if (nestedSets == null) {
      nestedSets = NestedSets.of(trace.tree());
    }
    return nestedSets;
  }

  /// What the list shows of the trace.
  public TraceSummary summary() {
    if (summary == null) {
      summary = trace.summary();
    }
    return summary;
  }

  private List<Value> values(Intrinsic field, int index) {
    Span span = span(index);
    return switch (field) {
      case NAME -> text(span.name());
      case STATUS -> List.of(new Value.Status(span.status().code()));
      case STATUS_MESSAGE -> text(span.status().message());
      case KIND -> List.of(new Value.Kind(span.kind()));
      case DURATION ->
          List.of(
              Value.Length.ofNanos(
                  UnixNano.position(span.lastMoment()) - UnixNano.position(span.start())));
      case TRACE_DURATION -> List.of(Value.Length.ofNanos(summary().durationNano()));
      case TRACE_ERRORS -> number(summary().errorCount());
      case ROOT_NAME -> text(summary().rootSpanName());
      case ROOT_SERVICE_NAME -> text(summary().rootServiceName());
      case SERVICE_NAME -> text(span.serviceName());
      case SOURCE -> List.of(new Value.Source(span.source()));
      case NESTED_SET_PARENT -> number(nestedSets().parentLeft(index));
      case NESTED_SET_LEFT -> number(nestedSets().left(index));
      case NESTED_SET_RIGHT -> number(nestedSets().right(index));
      case EVENT_NAME ->
          span.events().stream().<Value>map(event -> new Value.Text(event.name())).toList();
    };
  }

  private static boolean has(Scope scope, String key, Span span) {
    if (scope == Scope.EVENT) {
      return span.events().stream().anyMatch(event -> get(event.attributes(), key).isPresent());
    }
    return attribute(scope, key, span).isPresent() || fallsToServiceName(scope, key);
  }

  private static List<Value> values(Scope scope, String key, Span span) {
    if (scope == Scope.EVENT) {
      List<Value> values = new ArrayList<>();
      for (SpanEvent event : span.events()) {
        get(event.attributes(), key).ifPresent(value -> values.addAll(values(value)));
      }
      return values;
    }
    Optional<AttributeValue> value = attribute(scope, key, span);
    if (value.isEmpty() && fallsToServiceName(scope, key)) {
      return text(span.serviceName());
    }
    return value.map(WholeTrace::values).orElse(List.of());
  }

  private static Optional<AttributeValue> attribute(Scope scope, String key, Span span) {
    return switch (scope) {
      case SPAN -> get(span.attributes(), key);
      case RESOURCE -> get(span.resource().attributes(), key);
      case ANY -> {
        Optional<AttributeValue> own = get(span.attributes(), key);
        yield own.isPresent() || fallsToServiceName(scope, key)
            ? own
            : get(span.resource().attributes(), key);
      }
      case EVENT -> throw new IllegalArgumentException("a span has many events");
    };
  }

  /// The resource's service name is an intrinsic, with a value of its own where none was sent.
  private static boolean fallsToServiceName(Scope scope, String key) {
    return scope == Scope.ANY && key.equals(SemanticAttributes.SERVICE_NAME);
  }

  private static Optional<AttributeValue> get(Attributes attributes, String key) {
    return attributes.get(key).filter(value -> !(value instanceof AttributeValue.EmptyValue));
  }

  private static List<Value> values(AttributeValue value) {
    if (value instanceof AttributeValue.ArrayValue(List<AttributeValue> elements)) {
      List<Value> values = new ArrayList<>(elements.size());
      for (AttributeValue element : elements) {
        if (!(element instanceof AttributeValue.ArrayValue)) {
          values.addAll(values(element));
        }
      }
      return values;
    }
    return switch (value) {
      case AttributeValue.StringValue(String text) -> text(text);
      case AttributeValue.IntValue(long number) -> number(number);
      case AttributeValue.DoubleValue(double number) -> List.of(new Value.Decimal(number));
      case AttributeValue.BoolValue(boolean truth) -> List.of(new Value.Truth(truth));
      case AttributeValue.ArrayValue _,
          AttributeValue.MapValue _,
          AttributeValue.BytesValue _,
          AttributeValue.EmptyValue _ ->
          List.of();
    };
  }

  private static List<Value> text(String text) {
    return List.of(new Value.Text(text));
  }

  private static List<Value> number(long number) {
    return List.of(new Value.Whole(number));
  }

  /// Each span's place in its tree, by its index in `Trace.spans`.
  static final class NestedSets {
    private static final int NONE = -1;

    private final int[] parent;
    private final int[] left;
    private final int[] right;
    private final int[] preOrder;

    private NestedSets(int size) {
      parent = new int[size];
      left = new int[size];
      right = new int[size];
      preOrder = new int[size];
    }

    static NestedSets of(SpanTree tree) {
      List<SpanTree.Node> nodes = tree.nodes();
      var sets = new NestedSets(nodes.size());
      int[] path = new int[tree.depth()];
      int depth = 0;
      int count = 0;
      for (int i = 0; i < nodes.size(); i++) {
        SpanTree.Node node = nodes.get(i);
        while (depth > node.depth()) {
          sets.right[path[--depth]] = ++count;
        }
        int index = node.index();
        sets.preOrder[i] = index;
        sets.parent[index] = depth == 0 ? NONE : path[depth - 1];
        sets.left[index] = ++count;
        path[depth++] = index;
      }
      while (depth > 0) {
        sets.right[path[--depth]] = ++count;
      }
      return sets;
    }

    int size() {
      return parent.length;
    }

    /// The index of the parent, or -1.
    int parent(int index) {
      return parent[index];
    }

    int parentLeft(int index) {
      return parent[index] == NONE ? NONE : left[parent[index]];
    }

    int left(int index) {
      return left[index];
    }

    int right(int index) {
      return right[index];
    }

    /// The index of the span that a walk through the trees meets at this place; parents come before
    /// their children.
    int atPreOrder(int place) {
      return preOrder[place];
    }
  }
}

package dev.skep.domain.search.condition;

import dev.skep.domain.trace.SemanticAttributes;

/// Something of a span, or of its trace, that a condition can look at.
///
/// A field has no value, one, or several: an attribute may be missing, an array has elements, a
/// span has events. [WholeTrace#values] defines them.
public sealed interface Field {
  /// What every span has; compared only with values of its own sort.
  enum Intrinsic implements Field {
    /// The span's name.
    NAME("name", Sort.TEXT),
    /// The code of the span's status.
    STATUS("status", Sort.STATUS),
    /// The words of the span's status; empty text when there are none.
    STATUS_MESSAGE("statusMessage", Sort.TEXT),
    /// The part that the span plays in a call.
    KIND("kind", Sort.KIND),
    /// How long the span took, between the positions of its start and its last moment.
    DURATION("duration", Sort.LENGTH),
    /// How long the whole trace took; see `TraceSummary.durationNano`.
    TRACE_DURATION("traceDuration", Sort.LENGTH),
    /// How many spans of the whole trace are in error. Skep's own; TraceQL has nothing like it.
    TRACE_ERRORS("trace:errors", Sort.NUMBER),
    /// The name of the trace's root; see `TraceSummary.rootSpanName`.
    ROOT_NAME("rootName", Sort.TEXT),
    /// The service of the trace's root; see `TraceSummary.rootServiceName`.
    ROOT_SERVICE_NAME("rootServiceName", Sort.TEXT),
    /// The name of the span's service as Skep shows it everywhere: the text of the resource's
    /// `service.name`, or `unknown` where it says none. It is never missing.
    SERVICE_NAME("resource.service.name", Sort.TEXT),
    /// The door that the span came through. Skep's own; TraceQL has nothing like it.
    SOURCE("span:source", Sort.SOURCE),
    /// `nestedSetLeft` of the parent; -1 for every span that stands at the top of its tree, whether
    /// it has no parent or its parent is not stored.
    NESTED_SET_PARENT("nestedSetParent", Sort.NUMBER),
    /// The count, from 1, at which a walk through the tree enters the span. The walk counts
    /// entering and leaving, over all trees of the trace, earliest first.
    NESTED_SET_LEFT("nestedSetLeft", Sort.NUMBER),
    /// The count at which that walk leaves the span.
    NESTED_SET_RIGHT("nestedSetRight", Sort.NUMBER),
    /// The names of the span's events.
    EVENT_NAME("event:name", Sort.TEXT);

    private final String text;
    private final Sort sort;

    Intrinsic(String text, Sort sort) {
      this.text = text;
      this.sort = sort;
    }

    /// The name as TraceQL writes it.
    public String text() {
      return text;
    }

    /// The sort that all its values are of.
    public Sort sort() {
      return sort;
    }
  }

  /// An attribute. A value without content is the same as no attribute.
  ///
  /// @param scope where to look for it; never the resource for `service.name`, which is
  ///   [Intrinsic#SERVICE_NAME]
  record Attribute(Scope scope, String key) implements Field {
    public Attribute {
      if (scope == Scope.RESOURCE && key.equals(SemanticAttributes.SERVICE_NAME)) {
        throw new IllegalArgumentException("the service name is an intrinsic");
      }
    }
  }

  /// Where attributes are looked for.
  enum Scope {
    /// The span's own.
    SPAN,
    /// Those of what sent the span.
    RESOURCE,
    /// Those of all of the span's events.
    EVENT,
    /// The span's own, or the resource's when the span has none of this key. Of the key
    /// `service.name` the resource's is [Intrinsic#SERVICE_NAME].
    ANY
  }

  /// What can be compared with what.
  enum Sort {
    TEXT,
    /// Integers and floating-point numbers; of attributes also lengths of time, in nanoseconds.
    NUMBER,
    TRUTH,
    LENGTH,
    STATUS,
    KIND,
    SOURCE
  }

  /// The attribute, or the intrinsic that stands for it.
  static Field attribute(Scope scope, String key) {
    return scope == Scope.RESOURCE && key.equals(SemanticAttributes.SERVICE_NAME)
        ? Intrinsic.SERVICE_NAME
        : new Attribute(scope, key);
  }

  /// Whether a condition on this field can be met by values of this sort.
  default boolean takes(Sort sort) {
    return switch (this) {
      case Intrinsic intrinsic -> intrinsic.sort() == sort;
      case Attribute _ ->
          switch (sort) {
            case TEXT, NUMBER, TRUTH, LENGTH -> true;
            case STATUS, KIND, SOURCE -> false;
          };
    };
  }
}

package dev.skep.domain.search.condition;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Trace;
import java.util.BitSet;
import java.util.List;

/// A condition on a trace that picks some of its spans. The trace meets it when it picks any.
public sealed interface SpansetCondition {
  /// The indexes in `Trace.spans` of the spans that are picked. The caller may change the set.
  BitSet pick(WholeTrace trace);

  /// The spans that meet one condition: `{ … }`.
  record Matching(SpanCondition condition) implements SpansetCondition {
    @Override
    public BitSet pick(WholeTrace trace) {
      var picked = new BitSet(trace.size());
      for (int i = 0; i < trace.size(); i++) {
        picked.set(i, condition.matches(trace, i));
      }
      return picked;
    }
  }

  /// What any of them picks, provided that each picks something: `&&`.
  ///
  /// @param conditions two or more, none of them a `Both`: those are taken apart
  record Both(List<SpansetCondition> conditions) implements SpansetCondition {
    public Both {
      conditions =
          Flat.of(conditions, each -> each instanceof Both same ? same.conditions : List.of());
    }

    @Override
    public BitSet pick(WholeTrace trace) {
      var all = new BitSet(trace.size());
      for (SpansetCondition condition : conditions) {
        BitSet picked = condition.pick(trace);
        if (picked.isEmpty()) {
          return picked;
        }
        all.or(picked);
      }
      return all;
    }
  }

  /// What any of them picks: `||`.
  ///
  /// @param conditions two or more, none of them an `Either`: those are taken apart
  record Either(List<SpansetCondition> conditions) implements SpansetCondition {
    public Either {
      conditions =
          Flat.of(conditions, each -> each instanceof Either same ? same.conditions : List.of());
    }

    @Override
    public BitSet pick(WholeTrace trace) {
      var all = new BitSet(trace.size());
      for (SpansetCondition condition : conditions) {
        all.or(condition.pick(trace));
      }
      return all;
    }
  }

  /// Of the spans that `below` picks, those that hang below one that `above` picks; a union picks
  /// those above as well.
  record Related(SpansetCondition above, Relation relation, SpansetCondition below)
      implements SpansetCondition {
    @Override
    public BitSet pick(WholeTrace trace) {
      BitSet uppers = above.pick(trace);
      BitSet lowers = uppers.isEmpty() ? new BitSet() : below.pick(trace);
      if (lowers.isEmpty()) {
        return lowers;
      }
      BitSet picked = relation.below(trace.nestedSets(), uppers, lowers);
      if (relation.isUnion()) {
        picked.or(relation.above(trace.nestedSets(), uppers, lowers));
      }
      return picked;
    }
  }

  /// How two spans stand to one another. Who is whose parent is what `SpanTree` says, broken traces
  /// included.
  enum Relation {
    /// Directly below: `>`.
    CHILD(">", false, false),
    /// Anywhere below: `>>`.
    DESCENDANT(">>", true, false),
    /// Both spans of each `>`: `&>`.
    UNION_CHILD("&>", false, true),
    /// Both spans of each `>>`: `&>>`.
    UNION_DESCENDANT("&>>", true, true);

    private final String text;
    private final boolean deep;
    private final boolean union;

    Relation(String text, boolean deep, boolean union) {
      this.text = text;
      this.deep = deep;
      this.union = union;
    }

    /// The sign in TraceQL.
    public String text() {
      return text;
    }

    /// Whether it reaches further than one level.
    public boolean isDeep() {
      return deep;
    }

    /// Whether the spans above are picked too.
    public boolean isUnion() {
      return union;
    }

    /// Those lower spans that have an upper one above them.
    private BitSet below(WholeTrace.NestedSets sets, BitSet uppers, BitSet lowers) {
      BitSet reached = new BitSet();
      // Parents come first, so what is known of them is passed down in one walk.
      BitSet inside = new BitSet();
      for (int place = 0; place < sets.size(); place++) {
        int index = sets.atPreOrder(place);
        int parent = sets.parent(index);
        if (parent >= 0 && (uppers.get(parent) || (deep && inside.get(parent)))) {
          inside.set(index);
          reached.set(index, lowers.get(index));
        }
      }
      return reached;
    }

    /// Those upper spans that have a lower one below them.
    private BitSet above(WholeTrace.NestedSets sets, BitSet uppers, BitSet lowers) {
      BitSet reached = new BitSet();
      BitSet outside = new BitSet();
      for (int place = sets.size() - 1; place >= 0; place--) {
        int index = sets.atPreOrder(place);
        int parent = sets.parent(index);
        if (parent >= 0 && (lowers.get(index) || (deep && outside.get(index)))) {
          outside.set(parent);
          reached.set(parent, uppers.get(parent));
        }
      }
      return reached;
    }
  }

  /// Met by every trace; picks all of its spans.
  static SpansetCondition all() {
    return new Matching(SpanCondition.all());
  }

  /// One span must meet all of these conditions, of which there may be none.
  static SpansetCondition oneSpan(List<SpanCondition> conditions) {
    return new Matching(SpanCondition.and(conditions));
  }

  /// This and one more condition on one span. Where this is a condition on one span too, the same
  /// span must meet both; otherwise the trace needs a span that meets the other.
  default SpansetCondition and(SpanCondition condition) {
    if (condition instanceof SpanCondition.All) {
      return this;
    }
    return switch (this) {
      case Matching(SpanCondition.All()) -> new Matching(condition);
      case Matching(SpanCondition own) -> oneSpan(List.of(condition, own));
      case Both _, Either _, Related _ -> new Both(List.of(new Matching(condition), this));
    };
  }

  /// The spans that are picked, in the order of `Trace.spans`.
  default List<Span> pickedSpans(Trace trace) {
    return pick(new WholeTrace(trace)).stream().mapToObj(trace.spans()::get).toList();
  }

  /// Whether any span is picked.
  default boolean matches(Trace trace) {
    return matches(new WholeTrace(trace));
  }

  /// Whether any span is picked; stops looking at the first where it can.
  default boolean matches(WholeTrace trace) {
    return switch (this) {
      case Matching(SpanCondition condition) -> {
        for (int i = 0; i < trace.size(); i++) {
          if (condition.matches(trace, i)) {
            yield true;
          }
        }
        yield false;
      }
      case Both(List<SpansetCondition> conditions) ->
          conditions.stream().allMatch(condition -> condition.matches(trace));
      case Either(List<SpansetCondition> conditions) ->
          conditions.stream().anyMatch(condition -> condition.matches(trace));
      case Related related -> !related.pick(trace).isEmpty();
    };
  }
}

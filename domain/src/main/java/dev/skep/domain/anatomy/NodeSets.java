package dev.skep.domain.anatomy;

import java.util.BitSet;
import java.util.Locale;

/// Nodes of a trace that have something in common, by their numbers.
public final class NodeSets {
  private NodeSets() {}

  public static BitSet all(Anatomy trace) {
    var all = new BitSet(trace.size());
    all.set(0, trace.size());
    return all;
  }

  /// The spans in error.
  public static BitSet errors(Anatomy trace) {
    var errors = new BitSet(trace.size());
    for (int node = 0; node < trace.size(); node++) {
      errors.set(node, trace.isError(node));
    }
    return errors;
  }

  /// The spans in error below which, directly, no other is: where the error began.
  public static BitSet origins(Anatomy trace) {
    BitSet origins = errors(trace);
    for (int node = 0; node < trace.size(); node++) {
      if (trace.isError(node) && trace.parent(node) != Anatomy.NONE) {
        origins.clear(trace.parent(node));
      }
    }
    return origins;
  }

  /// The spans with this text in their service, name or kind, whatever the case; and those whose id
  /// begins with it.
  public static BitSet matching(Anatomy trace, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    boolean[] named = new boolean[trace.operations().size()];
    for (int i = 0; i < named.length; i++) {
      SpanOperation operation = trace.operations().get(i);
      named[i] =
          operation.name().toLowerCase(Locale.ROOT).contains(wanted)
              || operation.service().toLowerCase(Locale.ROOT).contains(wanted)
              || operation.kind().slug().equals(wanted);
    }
    boolean mayBeId = wanted.length() >= 4;
    var matching = new BitSet(trace.size());
    for (int node = 0; node < trace.size(); node++) {
      int operation = trace.operationNumber(node);
      matching.set(
          node,
          (operation != Anatomy.NONE && named[operation])
              || (mayBeId && trace.id(node).value().startsWith(wanted)));
    }
    return matching;
  }

  /// These nodes and all that are above them.
  public static BitSet withAncestors(Anatomy trace, BitSet nodes) {
    BitSet closure = (BitSet) nodes.clone();
    // Parents have smaller numbers than their children.
    for (int node = trace.size() - 1; node >= 0; node--) {
      if (closure.get(node) && trace.parent(node) != Anatomy.NONE) {
        closure.set(trace.parent(node));
      }
    }
    return closure;
  }
}

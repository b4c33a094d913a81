package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.trace.SpanId;
import dev.skep.web.query.PercentCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Nodes of a trace as an address names them: the last eight digits of the id, or all of an
/// irregular one, and a number where several spans have that id. So what is folded stays folded
/// while more spans arrive, and many nodes fit into an address.
final class NodeRefs {
  /// How many a list may have; the oldest go first.
  static final int MOST = 40;

  private static final int DIGITS = 8;
  private static final int LONGEST_LIST = 4000;
  private static final String SEPARATOR = "_";

  private NodeRefs() {}

  /// The nodes that lists of references name, for each list. What names no node is left out.
  static List<Set<Integer>> nodes(Anatomy trace, List<String> lists) {
    Map<String, List<Set<Integer>>> wanted = new HashMap<>();
    List<Set<Integer>> found = new ArrayList<>();
    for (String list : lists) {
      Set<Integer> nodes = new LinkedHashSet<>();
      found.add(nodes);
      split(list).forEach(ref -> wanted.computeIfAbsent(ref, r -> new ArrayList<>()).add(nodes));
    }
    if (!wanted.isEmpty()) {
      for (int node = 0; node < trace.size() && !wanted.isEmpty(); node++) {
        List<Set<Integer>> sets = wanted.remove(of(trace, node));
        if (sets != null) {
          int named = node;
          sets.forEach(set -> set.add(named));
        }
      }
    }
    return found;
  }

  static String of(Anatomy trace, int node) {
    String id = text(trace.id(node));
    int number = trace.number(node);
    return number == 1 ? id : id + "-" + number;
  }

  private static String text(SpanId id) {
    String value = id.value();
    return id.isHex()
        ? value.substring(value.length() - DIGITS)
        : "~" + PercentCode.encode(value).replace(SEPARATOR, "%5F").replace("-", "%2D");
  }

  /// The list with one more at its end.
  static String with(String list, String ref) {
    Set<String> refs = new LinkedHashSet<>(split(list));
    refs.remove(ref);
    refs.add(ref);
    List<String> kept = new ArrayList<>(refs);
    return String.join(SEPARATOR, kept.subList(Math.max(0, kept.size() - MOST), kept.size()));
  }

  static String without(String list, String ref) {
    List<String> refs = new ArrayList<>(split(list));
    refs.remove(ref);
    return String.join(SEPARATOR, refs);
  }

  private static List<String> split(String list) {
    if (list.isEmpty() || list.length() > LONGEST_LIST) {
      return List.of();
    }
    return List.of(list.split(SEPARATOR)).stream()
        .filter(ref -> !ref.isEmpty())
        .distinct()
        .limit(MOST)
        .toList();
  }
}

package dev.skep.web.explorer.compare;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Span;
import dev.skep.web.api.AttributeJson;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.VisibleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Attributes that two spans of one path do not share.
///
/// @param compared how many there were in all
record DifferingAttributes(List<Line> lines, int compared) {
  private static final int MOST = 100;
  private static final int LONGEST = 200;

  DifferingAttributes {
    lines = List.copyOf(lines);
  }

  /// One of them.
  public record Line(String key, String service, String color, String a, String b) {}

  /// Two spans that do the same at the same place.
  record Pair(Span a, Span b) {}

  static DifferingAttributes of(List<Pair> pairs) {
    List<Line> lines = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    int compared = 0;
    for (Pair pair : pairs) {
      Attributes a = pair.a().mergedAttributes();
      Attributes b = pair.b().mergedAttributes();
      Set<String> keys = new LinkedHashSet<>(a.keys());
      keys.addAll(b.keys());
      for (String key : keys) {
        String service = pair.a().serviceName();
        String valueA = a.get(key).map(DifferingAttributes::text).orElse("–");
        String valueB = b.get(key).map(DifferingAttributes::text).orElse("–");
        boolean differs = !valueA.equals(valueB);
        compared++;
        if (differs && lines.size() < MOST && seen.add(List.of(service, key, valueA, valueB))) {
          lines.add(
              new Line(
                  VisibleText.line(key, LONGEST),
                  VisibleText.line(service, LONGEST),
                  ServiceColor.of(service),
                  VisibleText.line(valueA, LONGEST),
                  VisibleText.line(valueB, LONGEST)));
        }
      }
    }
    return new DifferingAttributes(lines, compared);
  }

  private static String text(AttributeValue value) {
    return value instanceof AttributeValue.StringValue(String text)
        ? text
        : AttributeJson.text(value);
  }
}

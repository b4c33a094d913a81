package dev.skep.domain.search.traceql;

import static java.util.Map.entry;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.Value;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The words of the language: fields, their values, and the signs between them.
final class FieldNames {
  private static final Map<String, Intrinsic> INTRINSICS = intrinsics();
  private static final Map<String, Operator> OPERATORS = operators();

  /// TraceQL has them, Skep does not.
  private static final Set<String> NOT_SUPPORTED =
      Set.of(
          "parent",
          "childCount",
          "span:childCount",
          "span:id",
          "span:parentID",
          "trace:id",
          "event:timeSinceStart",
          "link:spanID",
          "link:traceID",
          "instrumentation:name",
          "instrumentation:version");

  private FieldNames() {}

  /// The intrinsic with this name, which stands at this place of the text.
  static Intrinsic intrinsic(String name, int offset) {
    Intrinsic intrinsic = INTRINSICS.get(name);
    if (intrinsic == null) {
      throw MistakeFound.at(offset, unknown(name));
    }
    return intrinsic;
  }

  static boolean isComparison(String sign) {
    return OPERATORS.containsKey(sign) || sign.equals("=~") || sign.equals("!~");
  }

  static Operator operator(String sign) {
    Operator operator = OPERATORS.get(sign);
    if (operator == null) {
      throw new IllegalArgumentException(sign);
    }
    return operator;
  }

  /// The value that a word without quotes stands for where this field is compared.
  static Optional<Value> value(Field field, String word) {
    if (field.takes(Field.Sort.TRUTH) && (word.equals("true") || word.equals("false"))) {
      return Optional.of(new Value.Truth(word.equals("true")));
    }
    if (field == Intrinsic.STATUS) {
      for (StatusCode code : StatusCode.values()) {
        if (code.slug().equals(word)) {
          return Optional.of(new Value.Status(code));
        }
      }
    }
    if (field == Intrinsic.KIND) {
      for (SpanKind kind : SpanKind.values()) {
        if (kind.slug().equals(word)) {
          return Optional.of(new Value.Kind(kind));
        }
      }
    }
    return field == Intrinsic.SOURCE
        ? TraceSource.ofSlug(word).map(Value.Source::new)
        : Optional.empty();
  }

  /// What a field is compared with, as a sentence.
  static String expected(Field field) {
    String name = MistakeFound.shown(TraceQl.write(field));
    return switch (field) {
      case Field.Attribute _ ->
          name
              + " is compared with a text in \"quotes\", a number, a length of time, true or false";
      case Intrinsic intrinsic ->
          switch (intrinsic.sort()) {
            case TEXT -> name + " is compared with a text in \"quotes\"";
            case NUMBER -> name + " is compared with a number";
            case LENGTH -> name + " is compared with a length of time and its unit, such as 1.5ms";
            case STATUS -> name + " is error, ok or unset, without quotes";
            case KIND ->
                name + " is server, client, producer, consumer or internal, without quotes";
            case SOURCE -> name + " is http, scheduler or ebpf, without quotes";
            case TRUTH -> name + " is true or false";
          };
    };
  }

  private static String unknown(String name) {
    String shown = MistakeFound.shown(name);
    if (NOT_SUPPORTED.contains(name)) {
      return shown + " is not supported";
    }
    int dot = name.indexOf('.');
    if (dot > 0) {
      return "an attribute begins with a dot or its scope: ." + shown + " or span." + shown;
    }
    String nearest = nearest(name);
    return "unknown intrinsic \""
        + shown
        + "\""
        + (nearest.isEmpty()
            ? "; an attribute begins with a dot: ." + shown
            : "; did you mean " + nearest + "?");
  }

  /// The name that a slip of the finger or two leads to, or empty.
  private static String nearest(String name) {
    String nearest = "";
    int least = 3;
    for (String known : INTRINSICS.keySet()) {
      if (Math.abs(known.length() - name.length()) < least) {
        int distance = distance(known.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        if (distance < Math.min(least, name.length())) {
          least = distance;
          nearest = known;
        }
      }
    }
    return nearest;
  }

  /// How many letters must be put in, left out or changed to make one of the other.
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }

  private static Map<String, Intrinsic> intrinsics() {
    Map<String, Intrinsic> names = new TreeMap<>();
    for (Intrinsic intrinsic : Intrinsic.values()) {
      if (intrinsic != Intrinsic.SERVICE_NAME) {
        names.put(intrinsic.text(), intrinsic);
      }
    }
    names.putAll(
        Map.ofEntries(
            entry("span:name", Intrinsic.NAME),
            entry("span:status", Intrinsic.STATUS),
            entry("span:statusMessage", Intrinsic.STATUS_MESSAGE),
            entry("span:kind", Intrinsic.KIND),
            entry("span:duration", Intrinsic.DURATION),
            entry("trace:duration", Intrinsic.TRACE_DURATION),
            entry("trace:rootName", Intrinsic.ROOT_NAME),
            entry("trace:rootService", Intrinsic.ROOT_SERVICE_NAME)));
    return names;
  }

  private static Map<String, Operator> operators() {
    Map<String, Operator> signs = new HashMap<>();
    for (Operator operator : Operator.values()) {
      signs.put(operator.text(), operator);
    }
    return signs;
  }
}

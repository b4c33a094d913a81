package dev.skep.web.explorer.trace;

import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.ArrayValue;
import dev.skep.domain.trace.AttributeValue.BoolValue;
import dev.skep.domain.trace.AttributeValue.BytesValue;
import dev.skep.domain.trace.AttributeValue.DoubleValue;
import dev.skep.domain.trace.AttributeValue.EmptyValue;
import dev.skep.domain.trace.AttributeValue.IntValue;
import dev.skep.domain.trace.AttributeValue.MapValue;
import dev.skep.domain.trace.AttributeValue.StringValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.web.api.AttributeJson;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.VisibleText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// One attribute, or one other fact, as a line of the span panel.
///
/// @param key its name, with `note` beside it where it is easily misunderstood
/// @param type what sort of value it is, for the title
/// @param preview the beginning of the value when it is long, else empty
/// @param size how long a long value is, in words
/// @param href where the value leads, when it is a web address; else empty
/// @param copy what is put on the clipboard; empty for a fact that is no attribute
/// @param with, without searches for traces that have a span with this value, or with another;
///   empty where nothing can be searched for
public record AttributeLine(
    String key,
    String note,
    String type,
    String value,
    String preview,
    String size,
    String href,
    String copy,
    String with,
    String without) {
  private static final Pattern BEHIND_A_SEPARATOR = Pattern.compile("(?<=[._\\-/:])");
  private static final int LONG = 400;
  private static final int PREVIEW = 160;
  private static final int LONGEST_LINK = 2000;
  private static final Set<String> WEB = Set.of("http", "https");

  /// The key in the pieces between which a line may end.
  public List<String> pieces() {
    return List.of(BEHIND_A_SEPARATOR.split(key));
  }

  /// Attributes that nobody searches for.
  static List<AttributeLine> of(Attributes attributes) {
    List<AttributeLine> lines = new ArrayList<>(attributes.size());
    attributes.forEach((key, value) -> lines.add(of(key, value)));
    return lines;
  }

  /// An attribute that can be searched for.
  static AttributeLine of(Scope scope, String key, AttributeValue value) {
    AttributeLine line = of(key, value);
    return new AttributeLine(
        line.key,
        line.note,
        line.type,
        line.value,
        line.preview,
        line.size,
        line.href,
        line.copy,
        AttributeSearch.with(scope, key, value),
        AttributeSearch.without(scope, key, value));
  }

  /// A fact that is no attribute.
  static AttributeLine fact(String name, String value) {
    return text(name, "", value, "");
  }

  static void addUnlessEmpty(List<AttributeLine> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add(fact(name, value));
    }
  }

  /// The same with a note on what it means.
  AttributeLine with(String meaning) {
    return new AttributeLine(key, meaning, type, value, preview, size, href, copy, with, without);
  }

  private static AttributeLine of(String key, AttributeValue value) {
    return switch (value) {
      case StringValue(String text) -> text(key, "text", text, webAddress(text));
      case BoolValue(boolean truth) -> text(key, "truth value", String.valueOf(truth), "");
      case IntValue(long number) -> text(key, "integer", String.valueOf(number), "");
      case DoubleValue(double number) -> text(key, "number", String.valueOf(number), "");
      case EmptyValue() -> text(key, "empty value", "(empty)", "");
      case ArrayValue array -> text(key, "array", AttributeJson.text(array), "");
      case MapValue map -> text(key, "map", AttributeJson.text(map), "");
      case BytesValue bytes -> bytes(key, bytes.bytes());
    };
  }

  private static AttributeLine bytes(String key, byte[] bytes) {
    String type = Formats.count(bytes.length, "byte") + ", shown as base64";
    return text(key, type, Base64.getEncoder().encodeToString(bytes), "");
  }

  private static AttributeLine text(String key, String type, String value, String href) {
    boolean isLong = value.length() > LONG;
    return new AttributeLine(
        VisibleText.line(key),
        "",
        type,
        VisibleText.block(value),
        isLong ? VisibleText.line(value, PREVIEW) : "",
        isLong ? "Show all " + Formats.count(value.length()) + " characters" : "",
        href,
        type.isEmpty() ? "" : value,
        "",
        "");
  }

  /// The text itself when all of it is an address that a browser may open, else empty.
  private static String webAddress(String text) {
    if (text.length() > LONGEST_LINK || !text.startsWith("http")) {
      return "";
    }
    try {
      var address = new URI(text);
      return address.getScheme() != null
              && WEB.contains(address.getScheme().toLowerCase(Locale.ROOT))
              && address.getHost() != null
          ? text
          : "";
    } catch (URISyntaxException e) {
      return "";
    }
  }
}

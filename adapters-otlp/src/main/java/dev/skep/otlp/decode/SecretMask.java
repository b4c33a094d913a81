package dev.skep.otlp.decode;

import dev.skep.domain.trace.AttributeValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Puts `REDACTED` in the place of secrets that senders record by mistake, before anything is
/// stored: whole values whose key says that they are secret, and in addresses the user with the
/// password and the parameters that are named so.
///
/// What a key says is found out once and remembered, for senders say the same few keys again and
/// again. Each key has one slot, as in [ByteMemory]; all threads share them.
///
/// Source: `docs/adr/0045-secrets-are-masked-at-the-door.md`; OpenTelemetry's semantic conventions
/// of `url.full` for the word and for the names of signatures.
public final class SecretMask {
  /// Changes nothing.
  public static final SecretMask NONE = new SecretMask(false);

  /// What stands in the place of a secret.
  static final String REDACTED = "REDACTED";

  private static final AttributeValue MASKED = AttributeValue.of(REDACTED);
  private static final AttributeValue MASKED_LIST = new AttributeValue.ArrayValue(List.of(MASKED));
  private static final int REMEMBERED = 1024;

  private final boolean on;
  // Threads may overwrite one another's; then something is found out once more.
  private final @Nullable Known[] known = new @Nullable Known[REMEMBERED];

  private enum Sort {
    PLAIN,
    SECRET,
    /// A whole address, or its path and query.
    ADDRESS,
    /// The query of an address alone.
    QUERY
  }

  private record Known(String key, Sort sort) {}

  private SecretMask(boolean on) {
    this.on = on;
  }

  /// One that masks.
  public static SecretMask on() {
    return new SecretMask(true);
  }

  /// The value as it may be kept under this key. Numbers and truth values are no secrets: a key
  /// such as `token` holds a count then.
  AttributeValue of(String key, AttributeValue value) {
    if (!on) {
      return value;
    }
    return switch (sortOf(key)) {
      case PLAIN -> value;
      case SECRET -> masked(value);
      case ADDRESS ->
          value instanceof AttributeValue.StringValue(String text)
              ? changed(value, text, AddressMask.ofAddress(text))
              : value;
      case QUERY ->
          value instanceof AttributeValue.StringValue(String text)
              ? changed(value, text, AddressMask.ofQuery(text))
              : value;
    };
  }

  private static AttributeValue masked(AttributeValue value) {
    return switch (value) {
      case AttributeValue.StringValue(String text) -> text.isEmpty() ? value : MASKED;
      case AttributeValue.ArrayValue(var values) -> values.isEmpty() ? value : MASKED_LIST;
      case AttributeValue.BytesValue bytes -> MASKED;
      case AttributeValue.MapValue map -> MASKED;
      case AttributeValue.BoolValue truth -> value;
      case AttributeValue.IntValue number -> value;
      case AttributeValue.DoubleValue number -> value;
      case AttributeValue.EmptyValue empty -> value;
    };
  }

  private static AttributeValue changed(AttributeValue value, String text, String masked) {
    return masked.equals(text) ? value : AttributeValue.of(masked);
  }

  private Sort sortOf(String key) {
    int hash = key.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (REMEMBERED - 1);
    Known remembered = known[slot];
    if (remembered != null && remembered.key.equals(key)) {
      return remembered.sort;
    }
    Sort sort = sort(key);
    known[slot] = new Known(key, sort);
    return sort;
  }

  private static Sort sort(String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "url.full", "http.url", "http.target" -> Sort.ADDRESS;
      case "url.query" -> Sort.QUERY;
      default -> SecretNames.isSecret(key) ? Sort.SECRET : Sort.PLAIN;
    };
  }
}

package dev.skep.persistence.search;

import dev.skep.application.port.AttributeCatalog;
import dev.skep.domain.search.SeenAttribute;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.BoolValue;
import dev.skep.domain.trace.AttributeValue.DoubleValue;
import dev.skep.domain.trace.AttributeValue.IntValue;
import dev.skep.domain.trace.AttributeValue.StringValue;
import dev.skep.domain.trace.Resource;
import dev.skep.persistence.row.AttributesJson;
import dev.skep.persistence.segment.LiveSegment;
import dev.skep.persistence.segment.SealedSegment;
import dev.skep.persistence.segment.Segment;
import dev.skep.persistence.segment.Segments;
import dev.skep.persistence.segment.SegmentsView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Lists attributes from the dictionaries of the segments, the newest first, until there are
/// enough. Values that are in no dictionary are not listed: of their kind there are too many.
public final class SqliteAttributeCatalog implements AttributeCatalog {
  private final Segments segments;
  private final Dictionaries dictionaries;

  public SqliteAttributeCatalog(Segments segments, Dictionaries dictionaries) {
    this.segments = segments;
    this.dictionaries = dictionaries;
  }

  @Override
  public List<SeenAttribute> keys(String prefix, int limit) {
    SortedMap<String, SeenAttribute> seen = new TreeMap<>();
    try (SegmentsView view = segments.view()) {
      for (Segment segment : view.segments()) {
        for (String key : dictionaries.keys(segment).values()) {
          add(new SeenAttribute(key, true, false), prefix, seen);
        }
        for (Resource resource : dictionaries.resources(segment).values()) {
          for (String key : resource.attributes().keys()) {
            add(new SeenAttribute(key, false, true), prefix, seen);
          }
        }
        if (seen.size() >= limit) {
          break;
        }
      }
    }
    return seen.values().stream().limit(limit).toList();
  }

  @Override
  public List<AttributeValue> values(String key, String prefix, int limit) {
    SortedMap<String, AttributeValue> seen = new TreeMap<>();
    try (SegmentsView view = segments.view()) {
      for (Segment segment : view.segments()) {
        List<AttributeValue> values = new ArrayList<>(ofSpans(segment, key, prefix, limit));
        for (Resource resource : dictionaries.resources(segment).values()) {
          resource.attributes().get(key).ifPresent(values::add);
        }
        for (AttributeValue value : values) {
          written(value)
              .filter(text -> text.startsWith(prefix))
              // The text 1 and the number 1 are written alike.
              .ifPresent(text -> seen.put(text + '\0' + value.getClass().getName(), value));
        }
        if (seen.size() >= limit) {
          break;
        }
      }
    }
    return seen.values().stream().limit(limit).toList();
  }

  private Collection<AttributeValue> ofSpans(
      Segment segment, String key, String prefix, int limit) {
    Dictionary dictionary = dictionaries.of(segment);
    return switch (segment) {
      case LiveSegment live ->
          live.read(sql -> {
            int keyId = dictionary.keyId(sql, key);
            return keyId == 0 ? List.<AttributeValue>of() : dictionary.terms(sql, keyId).values();
          });
      case SealedSegment sealed ->
          sealed.read(sql -> {
            var traces = sealed.traces(sql);
            var keyId = traces.terms().keyId(key);
            return keyId.isEmpty()
                ? List.<AttributeValue>of()
                : traces.terms().termsFrom(keyId.getAsInt(), beginnings(prefix), limit).stream()
                    .map(AttributesJson::readValue)
                    .toList();
          });
    };
  }

  /// How the JSON of a value begins whose text begins so.
  private static List<String> beginnings(String prefix) {
    String text = AttributesJson.writeValue(AttributeValue.of(prefix));
    return List.of(text.substring(0, text.length() - 1), prefix);
  }

  private static void add(SeenAttribute one, String prefix, Map<String, SeenAttribute> seen) {
    if (one.key().startsWith(prefix)) {
      seen.merge(
          one.key(),
          one,
          (old, added) ->
              new SeenAttribute(
                  old.key(),
                  old.onSpans() || added.onSpans(),
                  old.onResources() || added.onResources()));
    }
  }

  private static Optional<String> written(AttributeValue value) {
    return switch (value) {
      case StringValue(String text) -> Optional.of(text);
      case IntValue(long number) -> Optional.of(Long.toString(number));
      case DoubleValue(double number) -> Optional.of(Double.toString(number));
      case BoolValue(boolean truth) -> Optional.of(Boolean.toString(truth));
      case AttributeValue.ArrayValue _,
          AttributeValue.MapValue _,
          AttributeValue.EmptyValue _,
          AttributeValue.BytesValue _ ->
          Optional.empty();
    };
  }
}

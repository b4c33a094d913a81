package dev.skep.web.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The parameters behind the `?` of a URL, or in the body of a form, in their order. Immutable.
public final class UrlQuery {
  /// No parameters.
  public static final UrlQuery EMPTY = new UrlQuery(Map.of());

  private final Map<String, List<String>> parameters;

  private UrlQuery(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /// Reads `a=1&b=2`; never fails.
  public static UrlQuery parse(String raw) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
      }
    }
    return new UrlQuery(parameters);
  }

  /// The names of all parameters.
  public Set<String> names() {
    return Set.copyOf(parameters.keySet());
  }

  /// The first value of a parameter; empty when it is absent.
  public String first(String name) {
    return parameters.getOrDefault(name, List.of("")).getFirst();
  }

  /// Whether a parameter is there with a value that is not empty.
  public boolean has(String name) {
    return !first(name).isEmpty();
  }

  /// Whether a parameter stands there more than once.
  public boolean repeats(String name) {
    return parameters.getOrDefault(name, List.of()).size() > 1;
  }

  /// The same parameters with this one set to one value.
  public UrlQuery with(String name, String value) {
    Map<String, List<String>> changed = new LinkedHashMap<>(parameters);
    changed.put(name, List.of(value));
    return new UrlQuery(changed);
  }

  /// The same parameters without these.
  public UrlQuery without(String... names) {
    Map<String, List<String>> changed = new LinkedHashMap<>(parameters);
    for (String name : names) {
      changed.remove(name);
    }
    return new UrlQuery(changed);
  }

  /// Those of the parameters that are named and not empty.
  public UrlQuery only(List<String> names) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    for (String name : names) {
      if (has(name)) {
        kept.put(name, List.of(first(name)));
      }
    }
    return new UrlQuery(kept);
  }

  /// A URL of this path with these parameters.
  public String at(String path) {
    var url = new StringBuilder(path);
    char separator = '?';
    for (var parameter : parameters.entrySet()) {
      for (String value : parameter.getValue()) {
        url.append(separator)
            .append(PercentCode.encode(parameter.getKey()))
            .append('=')
            .append(PercentCode.encode(value));
        separator = '&';
      }
    }
    return url.toString();
  }

  private static String decode(String encoded) {
    return PercentCode.decode(encoded.replace('+', ' '));
  }
}

package dev.skep.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Prometheus' text format as strictly as its rules are written, and more so than Prometheus:
/// each family once, with help and type before its samples, no sample twice, histograms whole.
///
/// Source: Prometheus, "Exposition formats", text format 0.0.4; "Metric and label naming".
final class PrometheusFormat {
  private static final Pattern HELP = Pattern.compile("# HELP ([a-z][a-z0-9_]*) (\\S.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE ([a-z][a-z0-9_]*) (counter|gauge|histogram)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z][a-z0-9_]*)(?:\\{(.*)\\})? (-?[0-9.E-]+|NaN|[+-]Inf)");
  private static final Pattern LABEL =
      Pattern.compile("([a-z][a-z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\n\"])*)\"(,|$)");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();
  private String family = "";
  private final Set<String> helped = new HashSet<>();

  private PrometheusFormat() {}

  static PrometheusFormat parse(String text) {
    var format = new PrometheusFormat();
    require(text.endsWith("\n"), "the last line ends");
    text.lines().forEach(format::line);
    format.checkHistograms();
    return format;
  }

  Map<String, String> types() {
    return types;
  }

  /// @param labels names and values in turn, all that the sample has
  double value(String name, String... labels) {
    Map<String, String> sorted = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      sorted.put(labels[i], labels[i + 1]);
    }
    Double value = samples.get(name + sorted);
    if (value == null) {
      throw new AssertionError(name + sorted + " is not among " + samples.keySet());
    }
    return value;
  }

  private void line(String line) {
    Matcher help = HELP.matcher(line);
    Matcher type = TYPE.matcher(line);
    if (help.matches()) {
      require(helped.add(help.group(1)), "one help: " + line);
      family = help.group(1);
    } else if (type.matches()) {
      require(type.group(1).equals(family), "the type follows the help: " + line);
      require(types.put(family, type.group(2)) == null, "one type: " + line);
      require(
          type.group(2).equals("counter") == family.endsWith("_total"),
          "counters and only they end with _total: " + line);
    } else {
      sample(line);
    }
  }

  private void sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    require(sample.matches(), "a sample: " + line);
    String name = sample.group(1);
    String suffix = name.startsWith(family) ? name.substring(family.length()) : "of another";
    boolean histogram = "histogram".equals(types.get(family));
    require(
        histogram ? Set.of("_bucket", "_sum", "_count").contains(suffix) : suffix.isEmpty(),
        "a sample of the family " + family + ": " + line);
    Map<String, String> labels = labels(sample.group(2) == null ? "" : sample.group(2));
    double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
    require(samples.put(name + labels, value) == null, "once: " + line);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text);
    int end = 0;
    while (end < text.length()) {
      require(label.find(end) && label.start() == end, "labels: " + text);
      require(labels.put(label.group(1), label.group(2)) == null, "once: " + text);
      end = label.end();
    }
    return labels;
  }

  /// Buckets grow, and the last of them counts all.
  private void checkHistograms() {
    types.forEach((name, type) -> {
      if (type.equals("histogram")) {
        List<Double> buckets = new ArrayList<>();
        samples.forEach((key, value) -> {
          if (key.startsWith(name + "_bucket")) {
            buckets.add(value);
            if (key.contains("le=+Inf")) {
              List<Double> sorted = new ArrayList<>(buckets);
              Collections.sort(sorted);
              require(sorted.equals(buckets), "buckets grow: " + key);
              String count =
                  key.replace("_bucket", "_count").replace("le=+Inf, ", "").replace("le=+Inf", "");
              require(value.equals(samples.get(count)), "all are counted: " + key);
              buckets.clear();
            }
          }
        });
        require(buckets.isEmpty(), "the last bucket has no limit: " + name);
      }
    });
  }

  private static void require(boolean rule, String what) {
    if (!rule) {
      throw new AssertionError("rule broken: " + what);
    }
  }
}

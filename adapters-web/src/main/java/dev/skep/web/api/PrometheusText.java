package dev.skep.web.api;

import dev.skep.application.Latencies;
import dev.skep.application.LatencyFigures;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/// Writes figures as Prometheus reads them.
///
/// Source: Prometheus, "Exposition formats", text format 0.0.4.
final class PrometheusText {
  static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double NANOS = 1e9;

  private final StringBuilder text = new StringBuilder();

  /// Begins a family: what follows are its samples.
  ///
  /// @param type counter, gauge or histogram
  void family(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /// A sample of the family.
  ///
  /// @param labels names and values in turn
  void sample(String name, long value, String... labels) {
    append(name, Long.toString(value), labels);
  }

  /// A sample of the family that is no whole number.
  ///
  /// @param labels names and values in turn
  void sample(String name, double value, String... labels) {
    append(name, Double.toString(value), labels);
  }

  private void append(String name, String value, String... labels) {
    text.append(name);
    appendLabels(List.of(labels));
    text.append(' ').append(value).append('\n');
  }

  /// A family of one sample.
  void single(String name, String type, String help, long value) {
    family(name, type, help);
    sample(name, value);
  }

  /// A family of one sample that is no whole number.
  void single(String name, String type, String help, double value) {
    family(name, type, help);
    sample(name, value);
  }

  /// A histogram of the family, in seconds.
  void histogram(String name, LatencyFigures latencies, String... labels) {
    long total = 0;
    for (int i = 0; i < latencies.counts().size(); i++) {
      total += latencies.counts().get(i);
      String limit =
          i < Latencies.LIMITS_NANO.size()
              ? BigDecimal.valueOf(Latencies.LIMITS_NANO.get(i), 9)
                  .stripTrailingZeros()
                  .toPlainString()
              : "+Inf";
      sample(name + "_bucket", total, with(labels, "le", limit));
    }
    sample(name + "_sum", latencies.sumNano() / NANOS, labels);
    sample(name + "_count", total, labels);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void appendLabels(List<String> labels) {
    if (labels.isEmpty()) {
      return;
    }
    char before = '{';
    for (int i = 0; i < labels.size(); i += 2) {
      text.append(before).append(labels.get(i)).append("=\"");
      text.append(escape(labels.get(i + 1))).append('"');
      before = ',';
    }
    text.append('}');
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String[] with(String[] labels, String name, String value) {
    String[] more = Arrays.copyOf(labels, labels.length + 2);
    more[labels.length] = name;
    more[labels.length + 1] = value;
    return more;
  }
}

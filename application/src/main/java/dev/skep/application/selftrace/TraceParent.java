package dev.skep.application.selftrace;

import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where in which trace somebody stands who asks for something.
///
/// Source: W3C Trace Context, "traceparent Header".
///
/// @param spanId the span that asks
/// @param sampled whether whoever asks records his part
public record TraceParent(TraceId traceId, SpanId spanId, boolean sampled) {
  /// The name of the header.
  public static final String HEADER = "traceparent";

  // Of a later version than ours, only what ours has is read.
  private static final Pattern FORMAT =
      Pattern.compile("(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final String VERSION = "00";
  private static final int SAMPLED = 1;

  /// What the header says, or nothing when it breaks a rule.
  public static Optional<TraceParent> parse(String header) {
    Matcher matcher = FORMAT.matcher(header);
    if (!matcher.matches() || (matcher.group(1).equals(VERSION) && matcher.group(5) != null)) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(matcher.group(4), 16) & SAMPLED) != 0;
    return TraceId.parse(matcher.group(2))
        .flatMap(trace ->
            SpanId.parse(matcher.group(3)).map(span -> new TraceParent(trace, span, sampled)));
  }

  /// The header's value.
  public String header() {
    return VERSION + "-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }
}

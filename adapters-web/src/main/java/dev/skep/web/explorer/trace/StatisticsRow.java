package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.OperationSums;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.VisibleText;

/// What the spans of one operation come to, in words.
///
/// @param findHref those spans within the trace
/// @param tracesHref traces with such spans
public record StatisticsRow(
    String service,
    String color,
    String name,
    String kind,
    String count,
    String errors,
    String total,
    String totalExact,
    String self,
    String selfExact,
    String share,
    String most,
    String mostExact,
    String findHref,
    String tracesHref) {
  private static final int LONGEST_NAME = 120;

  static StatisticsRow of(OperationSums sums, TraceInView view) {
    var operation = sums.operation();
    return new StatisticsRow(
        VisibleText.line(operation.service(), LONGEST_NAME),
        ServiceColor.of(operation.service()),
        VisibleText.line(operation.name(), LONGEST_NAME),
        operation.kind().slug(),
        Formats.count(sums.count()),
        sums.errors() == 0 ? "" : Formats.count(sums.errors()),
        Formats.duration(sums.totalNano()),
        Formats.exact(sums.totalNano()),
        Formats.duration(sums.selfNano()),
        Formats.exact(sums.selfNano()),
        Formats.percent((double) sums.selfNano() / Math.max(1, view.trace().duration())),
        Formats.duration(sums.mostNano()),
        Formats.exact(sums.mostNano()),
        view.state()
            .without(TraceState.VIEW, TraceState.ROW, TraceState.SPAN, TraceState.NTH)
            .with(TraceState.FIND, operation.name())
            .link(),
        AttributeSearch.operation(operation.service(), operation.name()));
  }
}

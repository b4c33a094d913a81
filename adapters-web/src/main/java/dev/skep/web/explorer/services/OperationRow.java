package dev.skep.web.explorer.services;

import dev.skep.domain.calls.CallStatistics;
import dev.skep.domain.calls.CalledOperation;
import dev.skep.domain.calls.CalledOperations.Calls;
import dev.skep.domain.calls.Label;
import dev.skep.web.explorer.calls.CallPaths;
import dev.skep.web.explorer.calls.Rate;
import dev.skep.web.explorer.calls.Share;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.VisibleText;

/// What a service was called for, in words.
///
/// @param kind `consumer`, or empty for what is usual
/// @param share of the service's time that went into it
record OperationRow(
    String name,
    String kind,
    String href,
    String rate,
    String calls,
    Share errors,
    String errorsHref,
    String p50,
    String p50Href,
    String p95,
    String p95Href,
    String p99,
    String p99Href,
    Share share) {
  private static final int LONGEST = 120;

  static OperationRow of(
      String service, Calls called, long timeOfAll, double seconds, CallPaths paths) {
    CalledOperation operation = called.operation();
    CallStatistics calls = called.statistics();
    return new OperationRow(
        operation.name() instanceof Label.Named(String name)
            ? VisibleText.line(name, LONGEST)
            : "other operations",
        operation.kind().slug().equals("server") ? "" : operation.kind().slug(),
        paths.calls(service, operation),
        Rate.of(calls.calls(), seconds).words(),
        Formats.count(calls.calls(), "call"),
        Share.of((double) calls.errors(), (double) calls.calls()),
        calls.errors() == 0 ? "" : paths.failing(service, operation),
        ServiceRow.quantile(calls, 0.5),
        paths.slow(service, operation, calls.quantile(0.5)),
        ServiceRow.quantile(calls, 0.95),
        paths.slow(service, operation, calls.quantile(0.95)),
        ServiceRow.quantile(calls, 0.99),
        paths.slow(service, operation, calls.quantile(0.99)),
        Share.of((double) calls.durationSumNano(), (double) timeOfAll));
  }
}

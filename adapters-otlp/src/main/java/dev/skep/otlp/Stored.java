package dev.skep.otlp;

import dev.skep.application.ingest.IngestResult;
import dev.skep.otlp.decode.DecodeResult;
import java.util.StringJoiner;

/// What a sender is told of a request that was taken in.
///
/// @param accepted spans that are in the store now, those included that were there before
/// @param dropped good spans that are not in the store because the operator does not want them:
///   those that were sampled out and those beyond the sender's rate
/// @param rejected spans that were not taken and that the sender is to know of: the bad ones and
///   those beyond its rate, but not those that were sampled out
/// @param message why spans were rejected, or that something of them was cut or left out; empty
///   when all is well
record Stored(int accepted, int dropped, int rejected, String message) {
  static Stored of(DecodeResult.Decoded decoded, IngestResult result) {
    int limited = result.rateLimited();
    StringJoiner message = new StringJoiner("; ");
    if (decoded.rejections().total() > 0) {
      message.add(decoded.rejections().message());
    }
    if (limited > 0) {
      message.add(
          count(limited, "span", "spans")
              + " rejected: more than TRACES_INGEST_MAX_SPANS_PER_SEC lets this sender send");
    }
    if (decoded.cuts() > 0) {
      message.add(
          count(decoded.cuts(), "value beyond the limits was", "values beyond the limits were")
              + " cut");
    }
    if (decoded.leftOut() > 0) {
      message.add(
          count(decoded.leftOut(), "attribute, event or link", "attributes, events or links")
              + " beyond the limits left out");
    }
    return new Stored(
        result.written().stored() + result.written().duplicates(),
        result.sampledOut() + limited,
        decoded.rejections().total() + limited,
        message.toString());
  }

  boolean isPartial() {
    return !message.isEmpty();
  }

  private static String count(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}

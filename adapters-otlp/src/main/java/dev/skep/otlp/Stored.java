package dev.skep.otlp;

import dev.skep.otlp.decode.DecodeResult;

/// What a sender is told of a request that was stored.
///
/// @param accepted spans that are in the store now, those included that were there before
/// @param rejected spans that were not taken
/// @param message why spans were rejected, or that values were cut; empty when all is well
record Stored(int accepted, int rejected, String message) {
  static Stored of(int accepted, DecodeResult.Decoded decoded) {
    String rejections = decoded.rejections().message();
    if (decoded.cuts() == 0) {
      return new Stored(accepted, decoded.rejections().total(), rejections);
    }
    String cuts =
        decoded.cuts() == 1
            ? "1 value beyond the limits was cut"
            : decoded.cuts() + " values beyond the limits were cut";
    return new Stored(
        accepted,
        decoded.rejections().total(),
        rejections.isEmpty() ? cuts : rejections + "; " + cuts);
  }

  boolean isPartial() {
    return !message.isEmpty();
  }
}

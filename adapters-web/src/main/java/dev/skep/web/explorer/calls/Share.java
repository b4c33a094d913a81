package dev.skep.web.explorer.calls;

import dev.skep.web.explorer.text.Formats;

/// A part of a whole, in words and as a bar.
///
/// @param text `–` where there is no whole
/// @param width of a bar that is 100 wide
/// @param bad whether so much in error is worth a sign
public record Share(String text, String width, boolean bad) {
  private static final double WORTH_A_SIGN = 0.01;

  /// Nothing is known of it.
  public static final Share UNKNOWN = new Share("–", "0", false);

  public static Share of(double part, double whole) {
    if (whole <= 0) {
      return UNKNOWN;
    }
    double share = part / whole;
    long width = Math.round(100 * Math.clamp(share, 0, 1));
    return new Share(
        Formats.percent(share),
        Long.toString(part > 0 ? Math.max(1, width) : 0),
        share >= WORTH_A_SIGN);
  }

  public boolean known() {
    return !text.equals(UNKNOWN.text);
  }
}

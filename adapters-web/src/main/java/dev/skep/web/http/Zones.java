package dev.skep.web.http;

import java.time.ZoneId;
import java.time.ZoneOffset;

/// The zones that a reader may want times in.
final class Zones {
  static final ZoneId UTC = ZoneId.of("UTC");

  private Zones() {}

  /// The zone with this name of the time zone database, such as `Europe/Berlin`; UTC for anything
  /// else.
  static ZoneId ofName(String name) {
    return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : UTC;
  }

  static boolean isUtc(ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC);
  }
}

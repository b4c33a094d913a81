package dev.skep.web.query;

import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.trace.TraceId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The beginning of a page as one opaque word in a URL. It names its order, for a place in one
/// order means nothing in another.
public final class CursorText {
  private static final int PARTS = 3;
  private static final int MOST = 400;

  private CursorText() {}

  public static String of(PageStart.After after, TraceOrder order) {
    String place = order.slug() + ' ' + after.rank() + ' ' + after.traceId().value();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  /// The page start that `text` stands for, or nothing when it is none of this order.
  static Optional<PageStart> parse(String text, TraceOrder order) {
    if (text.length() > MOST) {
      return Optional.empty();
    }
    try {
      String place = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = place.split(" ", PARTS);
      if (parts.length != PARTS || !parts[0].equals(order.slug())) {
        return Optional.empty();
      }
      long rank = Long.parseLong(parts[1]);
      return TraceId.parse(parts[2]).map(id -> new PageStart.After(rank, id));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // neither base64 nor a number
    }
  }
}

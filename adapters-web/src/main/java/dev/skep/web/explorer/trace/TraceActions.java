package dev.skep.web.explorer.trace;

import dev.skep.application.usecase.EraseTrace;
import dev.skep.application.usecase.PinTrace;
import dev.skep.application.usecase.UnpinTrace;
import dev.skep.domain.trace.PinnedTrace;
import dev.skep.domain.trace.TraceId;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.query.UrlQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/// What the forms on a trace's page do: pin it, unpin it, erase it. Each leads back to a page.
public final class TraceActions implements Routed {
  private static final String PREFIX = TracePaths.TRACES + "/";
  private static final int MOST_BYTES = 16 * 1024;

  private final PinTrace pin;
  private final UnpinTrace unpin;
  private final EraseTrace eraser;

  public TraceActions(PinTrace pin, UnpinTrace unpin, EraseTrace eraser) {
    this.pin = pin;
    this.unpin = unpin;
    this.eraser = eraser;
  }

  @Override
  public void addTo(Routes routes) {
    add(routes, "/pin", this::pin);
    add(routes, "/unpin", this::unpin);
    add(routes, "/erase", this::erase);
  }

  /// Pins a trace; leads to its page, which says so when too many are pinned.
  ///
  /// @param form `note`, of which the end is cut off when it is too long
  public String pin(TraceId id, UrlQuery form) {
    String note = form.first("note").strip();
    String page = TracePaths.trace(id.value());
    String kept = note.substring(0, Math.min(note.length(), PinnedTrace.MAX_NOTE_LENGTH));
    return switch (pin.pin(id, kept)) {
      case PinTrace.Outcome.Pinned _, PinTrace.Outcome.NoSuchTrace _ -> page;
      case PinTrace.Outcome.TooMany _ -> page + "?pin=full";
    };
  }

  /// Unpins a trace; leads to its page.
  public String unpin(TraceId id, UrlQuery form) {
    unpin.unpin(id);
    return TracePaths.trace(id.value());
  }

  /// Erases a trace; leads to all others.
  ///
  /// @param form `sure=yes`, or nothing happens but that one is asked
  public String erase(TraceId id, UrlQuery form) {
    if (!form.first("sure").equals("yes")) {
      return TracePaths.trace(id.value()) + "?remove=1";
    }
    eraser.erase(id);
    return TracePaths.TRACES;
  }

  private static void add(
      Routes routes, String suffix, BiFunction<TraceId, UrlQuery, String> action) {
    // The plus takes in a slash of an id that is not hexadecimal.
    routes.handle(
        Method.POST,
        PREFIX + "{+id}" + suffix,
        (request, response) -> {
          String target =
              Requests.pathBetween(PREFIX, suffix, request)
                  .flatMap(TraceId::parse)
                  .map(id -> action.apply(id, form(request)))
                  .orElse(TracePaths.TRACES);
          response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, target).send();
        });
  }

  private static UrlQuery form(ServerRequest request) {
    return UrlQuery.parse(new String(Requests.body(request, MOST_BYTES), StandardCharsets.UTF_8));
  }
}

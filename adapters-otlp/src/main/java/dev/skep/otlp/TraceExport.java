package dev.skep.otlp;

import dev.skep.application.FailureLog;
import dev.skep.application.RareWarning;
import dev.skep.application.StorageUnavailableException;
import dev.skep.application.ingest.IngestCounters;
import dev.skep.application.usecase.IngestSpans;
import dev.skep.domain.ingest.SpanBatch;
import dev.skep.otlp.decode.DecodeResult;
import dev.skep.otlp.decode.SpanLimits;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Optional;

/// Takes in spans. The order of checks is fixed, so that a stranger learns nothing and costs
/// nothing: enabled, key, media type and coding, size, decoding, storing.
///
/// Whatever a sender can cause is answered 4xx; whatever may be better in a moment, 503. A 500
/// would make every exporter throw the batch away.
final class TraceExport implements Handler {
  private static final Logger LOG = System.getLogger(TraceExport.class.getName());
  private static final Duration BODY_DEADLINE = Duration.ofSeconds(30);

  private final OtlpSettings settings;
  private final Decoders decoders;
  private final IngestSpans ingest;
  private final IngestCounters counters;
  private final InFlightBudget budget;
  private final WrongKeys wrongKeys;
  private final FailureLog failures;
  private final Replies replies;
  private final RareWarning noRoom = new RareWarning(LOG, System::nanoTime);

  TraceExport(
      OtlpSettings settings,
      Decoders decoders,
      IngestSpans ingest,
      IngestCounters counters,
      InFlightBudget budget,
      WrongKeys wrongKeys,
      FailureLog failures,
      Replies replies) {
    this.settings = settings;
    this.decoders = decoders;
    this.ingest = ingest;
    this.counters = counters;
    this.budget = budget;
    this.wrongKeys = wrongKeys;
    this.failures = failures;
    this.replies = replies;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Outcome outcome = outcome(request);
    switch (outcome) {
      case Outcome.Done(var stored) -> {
        counters.answered(Status.OK_200.code());
        replies.stored(request, response, stored);
      }
      case Outcome.Refused(var refusal) -> {
        counters.answered(refusal.status().code());
        replies.refused(request, response, refusal);
      }
    }
  }

  private Outcome outcome(ServerRequest request) {
    if (!settings.enabled()) {
      return new Outcome.Refused(Refusal.DISABLED);
    }
    if (!settings.keys().contains(Headers.apiKey(request))) {
      wrongKeys.add(request);
      return new Outcome.Refused(Refusal.NO_KEY);
    }
    Optional<OtlpEncoding> encoding = Headers.encoding(request);
    if (encoding.isEmpty()) {
      return new Outcome.Refused(Refusal.MEDIA_TYPE);
    }
    Optional<ContentCoding> coding = Headers.coding(request);
    if (coding.isEmpty()) {
      return new Outcome.Refused(Refusal.CODING);
    }
    if (request.headers().contentLength().orElse(0) > settings.maxBodyBytes()) {
      return new Outcome.Refused(Refusal.TOO_LARGE);
    }
    return export(request, encoding.get(), coding.get());
  }

  private Outcome export(ServerRequest request, OtlpEncoding encoding, ContentCoding coding) {
    // The room is given back only when the store is done with the spans.
    try (InFlightBudget.Share room = budget.open();
        InputStream body = body(request, coding, room)) {
      return switch (decoders.of(encoding).decode(body)) {
        case DecodeResult.Decoded decoded -> store(decoded);
        case DecodeResult.Malformed(var reason) -> new Outcome.Refused(Refusal.malformed(reason));
        case DecodeResult.TooManySpans() ->
            new Outcome.Refused(Refusal.tooManySpans(SpanLimits.SPANS_PER_REQUEST));
        case DecodeResult.NoRoom() -> new Outcome.Refused(Refusal.NO_ROOM);
      };
    } catch (BodyTooLargeException e) {
      return new Outcome.Refused(Refusal.TOO_LARGE);
    } catch (BodyTooSlowException e) {
      return new Outcome.Refused(Refusal.TOO_SLOW);
    } catch (NoRoomException e) {
      noRoom.add(1, TraceExport::noRoomMessage);
      return new Outcome.Refused(Refusal.NO_ROOM);
    } catch (CorruptBodyException e) {
      return new Outcome.Refused(Refusal.malformed("The body is " + e.getMessage()));
    } catch (StorageUnavailableException e) {
      return new Outcome.Refused(Refusal.unavailable(String.valueOf(e.getMessage())));
    } catch (CloseConnectionException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      String id = failures.add(LOG, "taking in spans", e);
      return new Outcome.Refused(
          Refusal.unavailable("An unexpected error occurred; its id in the log is " + id));
    }
  }

  private InputStream body(ServerRequest request, ContentCoding coding, InFlightBudget.Share room)
      throws IOException {
    InputStream sent =
        request.content().hasEntity()
            ? request.content().inputStream()
            : InputStream.nullInputStream();
    InputStream wire = new CountedBody(new WireBody(sent, BODY_DEADLINE), settings.maxBodyBytes());
    return new HeldBody(new CountedBody(coding.open(wire), settings.maxBodyBytes()), room);
  }

  private Outcome store(DecodeResult.Decoded decoded) {
    var batch = new SpanBatch(decoded.spans(), decoded.rejections().bySender());
    return new Outcome.Done(Stored.of(decoded, ingest.ingest(batch)));
  }

  private static String noRoomMessage(long requests) {
    return "Too much was being received at once. Requests answered 503 since the last such line: "
        + requests
        + ". A larger heap (-Xmx) lets more in";
  }

  private sealed interface Outcome {
    record Done(Stored stored) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }
}

package dev.skep.otlp;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.WriteResult;
import dev.skep.application.usecase.IngestSpans;
import dev.skep.otlp.decode.DecodeResult;
import dev.skep.otlp.decode.SpanLimits;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Takes in spans. The order of checks is fixed, so that a stranger learns nothing and costs
/// nothing: enabled, key, media type and coding, size, decoding, storing.
///
/// Whatever a sender can cause is answered 4xx; whatever may be better in a moment, 503. A 500
/// would make every exporter throw the batch away.
final class TraceExport implements Handler {
  private static final Logger LOG = System.getLogger(TraceExport.class.getName());
  private static final Duration BODY_DEADLINE = Duration.ofSeconds(30);

  private final OtlpSettings settings;
  private final IngestSpans ingest;
  private final Replies replies;

  TraceExport(OtlpSettings settings, IngestSpans ingest, Replies replies) {
    this.settings = settings;
    this.ingest = ingest;
    this.replies = replies;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (!settings.enabled()) {
      replies.refused(request, response, Refusal.DISABLED);
    } else if (!settings.keys().contains(Headers.apiKey(request))) {
      replies.refused(request, response, Refusal.NO_KEY);
    } else {
      export(request, response);
    }
  }

  private void export(ServerRequest request, ServerResponse response) {
    Optional<OtlpEncoding> encoding = Headers.encoding(request);
    if (encoding.isEmpty()) {
      replies.refused(request, response, Refusal.MEDIA_TYPE);
      return;
    }
    Optional<ContentCoding> coding = Headers.coding(request);
    if (coding.isEmpty()) {
      replies.refused(request, response, Refusal.CODING);
      return;
    }
    if (request.headers().contentLength().orElse(0) > settings.maxBodyBytes()) {
      replies.refused(request, response, Refusal.TOO_LARGE);
      return;
    }
    switch (outcome(request, encoding.get(), coding.get())) {
      case Outcome.Done(var stored) -> replies.stored(request, response, stored);
      case Outcome.Refused(var refusal) -> replies.refused(request, response, refusal);
    }
  }

  private Outcome outcome(ServerRequest request, OtlpEncoding encoding, ContentCoding coding) {
    try (InputStream body = body(request, coding)) {
      return switch (encoding.decoder().decode(body)) {
        case DecodeResult.Decoded decoded -> store(decoded);
        case DecodeResult.Malformed(var reason) -> new Outcome.Refused(Refusal.malformed(reason));
        case DecodeResult.TooManySpans() ->
            new Outcome.Refused(Refusal.tooManySpans(SpanLimits.SPANS_PER_REQUEST));
      };
    } catch (BodyTooLargeException e) {
      return new Outcome.Refused(Refusal.TOO_LARGE);
    } catch (BodyTooSlowException e) {
      return new Outcome.Refused(Refusal.TOO_SLOW);
    } catch (CorruptBodyException e) {
      return new Outcome.Refused(Refusal.malformed("The body is " + e.getMessage()));
    } catch (StorageUnavailableException e) {
      return new Outcome.Refused(Refusal.unavailable(String.valueOf(e.getMessage())));
    } catch (CloseConnectionException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      String id = UUID.randomUUID().toString();
      LOG.log(Logger.Level.ERROR, "Export request failed, error id " + id, e);
      return new Outcome.Refused(
          Refusal.unavailable("An unexpected error occurred; its id in the log is " + id));
    }
  }

  private InputStream body(ServerRequest request, ContentCoding coding) throws IOException {
    InputStream sent =
        request.content().hasEntity()
            ? request.content().inputStream()
            : InputStream.nullInputStream();
    InputStream wire = new CountedBody(new WireBody(sent, BODY_DEADLINE), settings.maxBodyBytes());
    return new CountedBody(coding.open(wire), settings.maxBodyBytes());
  }

  private Outcome store(DecodeResult.Decoded decoded) {
    WriteResult result = ingest.ingest(decoded.spans());
    return new Outcome.Done(Stored.of(result.stored() + result.duplicates(), decoded));
  }

  private sealed interface Outcome {
    record Done(Stored stored) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }
}

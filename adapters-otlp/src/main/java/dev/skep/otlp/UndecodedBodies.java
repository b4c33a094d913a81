package dev.skep.otlp;

import io.helidon.http.Headers;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.encoding.ContentEncodingContextConfig;

/// Hands on every request body as it came, whatever its `Content-Encoding` says.
///
/// Without this the server itself answers 400 to a coding that it does not know, before any route
/// is asked: no 401 for a stranger, no 415 for a sender. Responses are encoded as before.
final class UndecodedBodies implements ContentEncodingContext {
  private final ContentEncodingContext responses;

  /// @param responses what encodes the bodies of responses
  UndecodedBodies(ContentEncodingContext responses) {
    this.responses = responses;
  }

  @Override
  public boolean contentDecodingEnabled() {
    return true;
  }

  @Override
  public boolean contentDecodingSupported(String encodingId) {
    return true;
  }

  @Override
  public ContentDecoder decoder(String encodingId) {
    return ContentDecoder.NO_OP;
  }

  @Override
  public boolean contentEncodingEnabled() {
    return responses.contentEncodingEnabled();
  }

  @Override
  public boolean contentEncodingSupported(String encodingId) {
    return responses.contentEncodingSupported(encodingId);
  }

  @Override
  public ContentEncoder encoder(String encodingId) {
    return responses.encoder(encodingId);
  }

  @Override
  public ContentEncoder encoder(Headers headers) {
    return responses.encoder(headers);
  }

  @Override
  public ContentEncodingContextConfig prototype() {
    return responses.prototype();
  }
}

package dev.skep.otlp;

import io.helidon.http.Status;

/// An answer that says no, in words that hold nothing of what was sent.
///
/// @param rpcCode the `google.rpc.Code` that goes into the body
record Refusal(Status status, int rpcCode, String message) {
  private static final int INVALID_ARGUMENT = 3;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int UNIMPLEMENTED = 12;
  private static final int UNAVAILABLE = 14;
  private static final int UNAUTHENTICATED = 16;

  static final Refusal DISABLED =
      new Refusal(Status.NOT_IMPLEMENTED_501, UNIMPLEMENTED, "Trace ingestion is not enabled");
  static final Refusal NO_KEY =
      new Refusal(Status.UNAUTHORIZED_401, UNAUTHENTICATED, "Invalid or missing API key");
  static final Refusal NOT_POST =
      new Refusal(Status.METHOD_NOT_ALLOWED_405, UNIMPLEMENTED, "Only POST is allowed here");
  static final Refusal MEDIA_TYPE =
      new Refusal(
          Status.UNSUPPORTED_MEDIA_TYPE_415,
          INVALID_ARGUMENT,
          "Content-Type must be application/json or application/x-protobuf");
  static final Refusal CODING =
      new Refusal(
          Status.UNSUPPORTED_MEDIA_TYPE_415,
          INVALID_ARGUMENT,
          "Content-Encoding must be gzip, zstd or absent");
  static final Refusal TOO_LARGE =
      new Refusal(
          Status.REQUEST_ENTITY_TOO_LARGE_413,
          RESOURCE_EXHAUSTED,
          "The body is too large; send smaller batches");
  static final Refusal TOO_SLOW =
      new Refusal(Status.SERVICE_UNAVAILABLE_503, UNAVAILABLE, "The body took too long to arrive");
  static final Refusal NO_ROOM =
      new Refusal(
          Status.SERVICE_UNAVAILABLE_503,
          UNAVAILABLE,
          "Too much is being received at once; nothing of this request was stored");

  /// Whether this is said before the key was looked at and found good.
  boolean isForStrangers() {
    return equals(DISABLED) || equals(NO_KEY) || equals(NOT_POST);
  }

  static Refusal malformed(String reason) {
    return new Refusal(Status.BAD_REQUEST_400, INVALID_ARGUMENT, reason);
  }

  static Refusal tooManySpans(int limit) {
    return new Refusal(
        Status.REQUEST_ENTITY_TOO_LARGE_413,
        RESOURCE_EXHAUSTED,
        "More than " + limit + " spans in one request; send smaller batches");
  }

  /// The sender keeps its data and tries again.
  static Refusal unavailable(String reason) {
    return new Refusal(Status.SERVICE_UNAVAILABLE_503, UNAVAILABLE, reason);
  }
}

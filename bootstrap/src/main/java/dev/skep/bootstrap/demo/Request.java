package dev.skep.bootstrap.demo;

/// One HTTP request of the estate.
record Request(Route route, String path) {
  HttpExchange answered(int status, int requestBytes, int responseBytes) {
    return new HttpExchange(this, status, requestBytes, responseBytes);
  }
}

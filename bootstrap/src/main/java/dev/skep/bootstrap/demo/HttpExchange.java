package dev.skep.bootstrap.demo;

/// An HTTP request and what was answered.
record HttpExchange(Request request, int status, int requestBytes, int responseBytes) {}

package dev.skep.benchmarks.traffic;

/// What both sides of an HTTP call saw.
record HttpExchange(Route route, int variant, int status, int requestBytes, int responseBytes) {}

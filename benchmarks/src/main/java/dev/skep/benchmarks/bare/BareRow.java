package dev.skep.benchmarks.bare;

import org.jspecify.annotations.Nullable;

/// A span as the bare loop writes it. Arrays belong to it and are not changed.
final class BareRow {
  final byte[] traceId;
  final byte[] spanId;
  final byte @Nullable [] parentId;
  final int name;
  final int resource;
  final int kind;
  final int status;
  final long start;
  final long duration;
  final String attributes;

  BareRow(
      byte[] traceId,
      byte[] spanId,
      byte @Nullable [] parentId,
      int name,
      int resource,
      int kind,
      int status,
      long start,
      long duration,
      String attributes) {
    this.traceId = traceId;
    this.spanId = spanId;
    this.parentId = parentId;
    this.name = name;
    this.resource = resource;
    this.kind = kind;
    this.status = status;
    this.start = start;
    this.duration = duration;
    this.attributes = attributes;
  }
}

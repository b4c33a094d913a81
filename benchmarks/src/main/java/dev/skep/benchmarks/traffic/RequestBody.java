package dev.skep.benchmarks.traffic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts spans into the body of an export request as Beyla does, and notes where in it each span's
/// identifiers and times stand.
///
/// The kernel side hands over batches of at most 100 events; of each batch, every service becomes
/// one `ResourceSpans`, and nothing is merged afterwards. Each event is a `ScopeSpans` of its own,
/// its scope empty. A root has a parent identifier of no bytes.
final class RequestBody {
  private static final int EVENTS_PER_BATCH = 100;

  // Tags of fields, as they stand on the wire: number << 3 | wire type.
  private static final int RESOURCE_SPANS = 0x0a;
  private static final int SCOPE_SPANS = 0x12;
  private static final int SCOPE = 0x0a;
  private static final int SPAN = 0x12;
  private static final int TRACE_ID = 0x0a;
  private static final int SPAN_ID = 0x12;
  private static final int PARENT_SPAN_ID = 0x22;
  private static final int KIND = 0x30;
  private static final int START = 0x39;
  private static final int END = 0x41;

  private static final byte[] IN_QUEUE = Fields.name("in queue");
  private static final byte[] PROCESSING = Fields.name("processing");
  private static final byte[][] NOTHING = {};

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long epochNanos;
  private byte[] bytes = new byte[1 << 18];
  private int length;
  private int[] sites = new int[1024];
  private int spans;

  /// @param epochNanos when the traffic starts, in nanoseconds since 1970
  RequestBody(long epochNanos) {
    this.epochNanos = epochNanos;
  }

  /// The body, valid up to [#length] until the next [#encode].
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  int spans() {
    return spans;
  }

  /// Where the trace id of span `n` starts. Its span id starts 18 bytes further, its parent's id,
  /// if it has one, 28.
  int idsOf(int n) {
    return sites[2 * n];
  }

  /// Where the start time of span `n` starts. Its end time starts 9 bytes further.
  int timesOf(int n) {
    return sites[2 * n + 1];
  }

  void encode(List<MadeSpan> events) {
    length = 0;
    spans = 0;
    for (int from = 0; from < events.size(); from += EVENTS_PER_BATCH) {
      batch(events.subList(from, Math.min(from + EVENTS_PER_BATCH, events.size())));
    }
  }

  private void batch(List<MadeSpan> events) {
    List<Service> services = new ArrayList<>();
    for (MadeSpan event : events) {
      if (!services.contains(event.service)) {
        services.add(event.service);
      }
    }
    for (Service service : services) {
      resourceSpans(service, events);
    }
  }

  private void resourceSpans(Service service, List<MadeSpan> events) {
    int size = service.resource.length;
    for (MadeSpan event : events) {
      if (event.service == service) {
        size += sizeWithHead(scopeSpansSize(event));
      }
    }
    tag(RESOURCE_SPANS, size);
    put(service.resource);
    for (MadeSpan event : events) {
      if (event.service == service) {
        scopeSpans(event);
      }
    }
  }

  private void scopeSpans(MadeSpan event) {
    tag(SCOPE_SPANS, scopeSpansSize(event));
    tag(SCOPE, 0);
    if (event.queued > 0) {
      long handled = event.start + event.queued;
      part(event, IN_QUEUE, event.inQueueId, event.start, handled);
      part(event, PROCESSING, event.processingId, handled, event.end);
    }
    span(
        event,
        event.name,
        event.kind,
        event.id,
        event.parent,
        event.start,
        event.end,
        event.attributes,
        event.status);
  }

  private void part(MadeSpan whole, byte[] name, long id, long start, long end) {
    span(whole, name, Shapes.INTERNAL, id, whole.id, start, end, NOTHING, Shapes.UNSET);
  }

  private void span(
      MadeSpan trace,
      byte[] name,
      int kind,
      long id,
      long parent,
      long start,
      long end,
      byte[][] attributes,
      byte[] status) {
    tag(SPAN, spanSize(name, parent, attributes, status));
    tag(TRACE_ID, 16);
    int ids = length;
    fixed64(trace.traceHigh);
    fixed64(trace.traceLow);
    tag(SPAN_ID, 8);
    fixed64(id);
    if (parent == 0) {
      tag(PARENT_SPAN_ID, 0);
    } else {
      tag(PARENT_SPAN_ID, 8);
      fixed64(parent);
    }
    put(name);
    tag(KIND, kind);
    bytes[length++] = START;
    int times = length;
    fixed64(epochNanos + start);
    bytes[length++] = END;
    fixed64(epochNanos + end);
    for (byte[] attribute : attributes) {
      put(attribute);
    }
    put(status);
    note(ids, times);
  }

  private static int scopeSpansSize(MadeSpan event) {
    int size = 2 + sizeWithHead(spanSize(event.name, event.parent, event.attributes, event.status));
    if (event.queued > 0) {
      size += sizeWithHead(spanSize(IN_QUEUE, event.id, NOTHING, Shapes.UNSET));
      size += sizeWithHead(spanSize(PROCESSING, event.id, NOTHING, Shapes.UNSET));
    }
    return size;
  }

  private static int spanSize(byte[] name, long parent, byte[][] attributes, byte[] status) {
    int ids = 18 + 10 + (parent == 0 ? 2 : 10);
    int kindAndTimes = 2 + 9 + 9;
    int size = ids + name.length + kindAndTimes + status.length;
    for (byte[] attribute : attributes) {
      size += attribute.length;
    }
    return size;
  }

  /// The size of a field, tag and length included.
  private static int sizeWithHead(int size) {
    int head = 2;
    for (int rest = size >>> 7; rest != 0; rest >>>= 7) {
      head++;
    }
    return head + size;
  }

  /// A tag and the small number after it, mostly a length. Makes room for what follows, too: no
  /// field without a length needs more.
  private void tag(int tag, int number) {
    room(64);
    bytes[length++] = (byte) tag;
    int rest = number;
    while (rest > 127) {
      bytes[length++] = (byte) (rest | 128);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  private void fixed64(long value) {
    LITTLE_ENDIAN.set(bytes, length, value);
    length += Long.BYTES;
  }

  private void put(byte[] field) {
    room(field.length);
    System.arraycopy(field, 0, bytes, length, field.length);
    length += field.length;
  }

  private void room(int size) {
    if (length + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + size);
    }
  }

  private void note(int ids, int times) {
    if (2 * spans == sites.length) {
      sites = Arrays.copyOf(sites, 2 * sites.length);
    }
    sites[2 * spans] = ids;
    sites[2 * spans + 1] = times;
    spans++;
  }
}

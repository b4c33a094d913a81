package dev.skep.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.domain.calls.CallSeries;
import dev.skep.domain.calls.CallStatistics;
import dev.skep.domain.calls.CalledOperations;
import dev.skep.domain.calls.CalledServices;
import dev.skep.domain.calls.Folded;
import dev.skep.domain.calls.Label;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.Party;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.calls.ServiceEdge;
import dev.skep.domain.calls.ServiceMap;
import java.io.IOException;
import java.math.BigInteger;
import java.util.function.DoubleFunction;

/// Figures of calls in Skep's own JSON: counts, times and durations as decimal strings.
final class CallJson {
  private static final BigInteger NANOS_OF_A_MINUTE = BigInteger.valueOf(Minutes.NANOS_OF_ONE);

  private CallJson() {}

  static void write(JsonGenerator json, Minutes range, CalledServices called) throws IOException {
    json.writeStartObject();
    writeRange(json, range);
    json.writeArrayFieldStart("services");
    for (CalledServices.Calls service : called.services()) {
      json.writeStartObject();
      writeLabel(json, "serviceName", service.service());
      write(json, service.statistics());
      json.writeEndObject();
    }
    json.writeEndArray();
    write(json, called.folded());
    json.writeEndObject();
  }

  static void write(JsonGenerator json, Minutes range, String serviceName, CalledOperations called)
      throws IOException {
    json.writeStartObject();
    writeRange(json, range);
    json.writeStringField("serviceName", serviceName);
    json.writeArrayFieldStart("operations");
    for (CalledOperations.Calls calls : called.operations()) {
      json.writeStartObject();
      writeLabel(json, "name", calls.operation().name());
      json.writeStringField("kind", calls.operation().kind().slug());
      json.writeStringField("traceSource", calls.operation().source().slug());
      write(json, calls.statistics());
      json.writeEndObject();
    }
    json.writeEndArray();
    write(json, called.folded());
    json.writeEndObject();
  }

  static void write(JsonGenerator json, SeriesQuery query, CallSeries series) throws IOException {
    json.writeStartObject();
    writeRange(json, query.range());
    json.writeStringField("stepNano", Long.toString(query.stepMinutes() * Minutes.NANOS_OF_ONE));
    json.writeArrayFieldStart("steps");
    long minute = query.range().first();
    for (CallStatistics step : series.steps()) {
      json.writeStartObject();
      writeTime(json, "startTimeUnixNano", minute);
      write(json, step);
      json.writeEndObject();
      minute += query.stepMinutes();
    }
    json.writeEndArray();
    write(json, series.folded());
    json.writeEndObject();
  }

  static void write(JsonGenerator json, Minutes range, ServiceMap map) throws IOException {
    json.writeStartObject();
    writeRange(json, range);
    json.writeArrayFieldStart("edges");
    for (ServiceEdge edge : map.edges()) {
      json.writeStartObject();
      write(json, "caller", edge.caller());
      write(json, "callee", edge.callee());
      writeNumber(json, "calls", edge.calls());
      writeNumber(json, "errors", edge.errors());
      writeNumber(json, "durationSumNano", edge.durationSumNano());
      writeQuantiles(json, edge.histogram()::quantile);
      json.writeEndObject();
    }
    json.writeEndArray();
    write(json, map.folded());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, CallStatistics calls) throws IOException {
    writeNumber(json, "calls", calls.calls());
    writeNumber(json, "errors", calls.errors());
    writeNumber(json, "durationSumNano", calls.durationSumNano());
    // Of no calls there is no shortest one.
    if (calls.calls() > 0) {
      writeNumber(json, "durationMinNano", calls.shortestNano());
      writeNumber(json, "durationMaxNano", calls.longestNano());
      writeQuantiles(json, calls::quantile);
    }
  }

  private static void writeQuantiles(JsonGenerator json, DoubleFunction<Long> quantile)
      throws IOException {
    writeNumber(json, "durationP50Nano", quantile.apply(0.5));
    writeNumber(json, "durationP90Nano", quantile.apply(0.9));
    writeNumber(json, "durationP95Nano", quantile.apply(0.95));
    writeNumber(json, "durationP99Nano", quantile.apply(0.99));
  }

  private static void write(JsonGenerator json, Folded folded) throws IOException {
    json.writeObjectFieldStart("folded");
    writeNumber(json, "calls", folded.calls());
    writeNumber(json, "undated", folded.undated());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, Party party) throws IOException {
    json.writeObjectFieldStart(field);
    switch (party) {
      case Party.Service(String name) -> writeParty(json, "service", name);
      case Party.Uninstrumented(String name) -> writeParty(json, "uninstrumented", name);
      case Party.Outside() -> json.writeStringField("type", "outside");
      case Party.Other() -> json.writeStringField("type", "other");
    }
    json.writeEndObject();
  }

  private static void writeParty(JsonGenerator json, String type, String name) throws IOException {
    json.writeStringField("type", type);
    json.writeStringField("name", name);
  }

  private static void writeLabel(JsonGenerator json, String field, Label label) throws IOException {
    switch (label) {
      case Label.Named(String name) -> json.writeStringField(field, name);
      case Label.Other() -> json.writeBooleanField("other", true);
    }
  }

  private static void writeRange(JsonGenerator json, Minutes range) throws IOException {
    writeTime(json, "fromUnixNano", range.first());
    writeTime(json, "toUnixNano", range.end());
  }

  private static void writeTime(JsonGenerator json, String field, long minute) throws IOException {
    json.writeStringField(field, BigInteger.valueOf(minute).multiply(NANOS_OF_A_MINUTE).toString());
  }

  private static void writeNumber(JsonGenerator json, String field, long number)
      throws IOException {
    json.writeStringField(field, Long.toString(number));
  }
}

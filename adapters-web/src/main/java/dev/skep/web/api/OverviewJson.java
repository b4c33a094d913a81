package dev.skep.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.domain.search.overview.Coverage;
import dev.skep.domain.search.overview.HeatMap;
import dev.skep.domain.search.overview.LatencyRows;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.TraceSource;
import dev.skep.domain.trace.UnixNano;
import java.io.IOException;
import java.time.Instant;

/// Overviews in Skep's own JSON: counts, times and durations as decimal strings.
final class OverviewJson {
  private OverviewJson() {}

  static void write(JsonGenerator json, TraceOverview overview) throws IOException {
    json.writeStartObject();
    writeNumber(json, "traces", overview.traces());
    writeNumber(json, "spans", overview.spans());
    writeNumber(json, "tracesInError", overview.inError());
    // Of no traces there is no length.
    if (overview.traces() > 0) {
      writeNumber(json, "durationP50Nano", overview.durations().quantile(0.5));
      writeNumber(json, "durationP95Nano", overview.durations().quantile(0.95));
      writeNumber(json, "durationP99Nano", overview.durations().quantile(0.99));
    }
    json.writeArrayFieldStart("services");
    for (String service : overview.services()) {
      json.writeString(service);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("tracesBySource");
    for (TraceSource source : TraceSource.values()) {
      writeNumber(json, source.slug(), overview.bySource().getOrDefault(source, 0L));
    }
    json.writeEndObject();
    write(json, overview.coverage());
    write(json, overview.heatMap());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Coverage coverage) throws IOException {
    json.writeBooleanField("complete", coverage instanceof Coverage.All);
    if (coverage instanceof Coverage.Since(Instant start)) {
      json.writeStringField("completeFromUnixNano", UnixNano.decimal(start));
    }
  }

  private static void write(JsonGenerator json, HeatMap map) throws IOException {
    TimeColumns columns = map.columns();
    json.writeObjectFieldStart("heatMap");
    writeNumber(json, "startTimeUnixNano", columns.start());
    writeNumber(json, "stepNano", columns.step());
    json.writeNumberField("columns", columns.count());
    json.writeArrayFieldStart("cells");
    for (HeatMap.Cell cell : map.cells()) {
      json.writeStartObject();
      json.writeNumberField("column", cell.column());
      writeNumber(json, "minDurationNano", LatencyRows.least(cell.row()));
      if (cell.row() < LatencyRows.COUNT - 1) {
        writeNumber(json, "maxDurationNano", LatencyRows.least(cell.row() + 1) - 1);
      }
      writeNumber(json, "traces", cell.traces());
      writeNumber(json, "tracesInError", cell.inError());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeNumber(JsonGenerator json, String field, long number)
      throws IOException {
    json.writeStringField(field, Long.toString(number));
  }
}

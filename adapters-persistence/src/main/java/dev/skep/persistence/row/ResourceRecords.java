package dev.skep.persistence.row;

import dev.skep.db.segment.tables.records.ResourcesRecord;
import dev.skep.domain.trace.Resource;
import java.sql.Connection;
import java.sql.SQLException;

/// Resource ↔ row of `resources`.
public final class ResourceRecords {
  private ResourceRecords() {}

  /// The table, to find and to insert rows.
  public static RowIds ids(Connection connection) throws SQLException {
    return RowIds.of(
        connection,
        "resources",
        "attributes",
        "dropped_attributes_count",
        "schema_url",
        "service_name");
  }

  /// The id of the row with this content, which is inserted if there is none.
  public static long idOf(RowIds ids, Resource resource) {
    return ids.idOf(
        AttributesJson.write(resource.attributes()),
        resource.droppedAttributesCount(),
        resource.schemaUrl(),
        resource.serviceName());
  }

  public static Resource resource(ResourcesRecord row) {
    return new Resource(
        AttributesJson.read(row.getAttributes()),
        row.getDroppedAttributesCount(),
        row.getSchemaUrl());
  }
}

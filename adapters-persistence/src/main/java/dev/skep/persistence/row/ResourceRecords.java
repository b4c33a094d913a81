package dev.skep.persistence.row;

import static dev.skep.db.segment.Tables.RESOURCES;

import dev.skep.db.segment.tables.records.ResourcesRecord;
import dev.skep.domain.trace.Resource;
import org.jooq.DSLContext;

/// Resource ↔ row of `resources`.
public final class ResourceRecords {
  private ResourceRecords() {}

  /// The id of the row with this content, which is inserted if there is none.
  public static long idOf(DSLContext sql, Resource resource) {
    String attributes = AttributesJson.write(resource.attributes());
    Long stored =
        sql.select(RESOURCES.ID)
            .from(RESOURCES)
            .where(RESOURCES.ATTRIBUTES.eq(attributes))
            .and(RESOURCES.DROPPED_ATTRIBUTES_COUNT.eq(resource.droppedAttributesCount()))
            .and(RESOURCES.SCHEMA_URL.eq(resource.schemaUrl()))
            .fetchOne(RESOURCES.ID);
    return stored != null
        ? stored
        : sql.insertInto(RESOURCES)
            .set(RESOURCES.SERVICE_NAME, resource.serviceName())
            .set(RESOURCES.ATTRIBUTES, attributes)
            .set(RESOURCES.DROPPED_ATTRIBUTES_COUNT, resource.droppedAttributesCount())
            .set(RESOURCES.SCHEMA_URL, resource.schemaUrl())
            .returning(RESOURCES.ID)
            .fetchSingle()
            .getId();
  }

  public static Resource resource(ResourcesRecord row) {
    return new Resource(
        AttributesJson.read(row.getAttributes()),
        row.getDroppedAttributesCount(),
        row.getSchemaUrl());
  }
}

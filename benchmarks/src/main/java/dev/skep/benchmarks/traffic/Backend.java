package dev.skep.benchmarks.traffic;

import java.util.Arrays;

/// Something that services call and that sends no spans itself: its callers' spans are all there is
/// to see of it.
final class Backend {
  final int kind;
  final byte[] spanName;
  final double medianMicros;
  final double sigma;
  private final byte[][] attributes;
  private final byte[][] attributesWhenFailed;
  private final byte[] statusWhenFailed;

  private Backend(
      int kind,
      String spanName,
      double medianMicros,
      double sigma,
      byte[][] attributes,
      byte[][] attributesWhenFailed,
      byte[] statusWhenFailed) {
    this.kind = kind;
    this.spanName = Fields.name(spanName);
    this.medianMicros = medianMicros;
    this.sigma = sigma;
    this.attributes = attributes;
    this.attributesWhenFailed = attributesWhenFailed;
    this.statusWhenFailed = statusWhenFailed;
  }

  static Backend sql(String operation, String table) {
    byte[][] attributes = {
      Fields.attribute("server.address", "postgres"),
      Fields.attribute("peer.service", "postgres"),
      Fields.attribute("server.port", 5432),
      Fields.attribute("db.system.name", "postgresql"),
      Fields.attribute("db.operation.name", operation),
      Fields.attribute("db.collection.name", table)
    };
    byte[][] whenFailed =
        with(
            attributes,
            Fields.attribute("db.response.status_code", "0"),
            Fields.attribute("error.type", "40P01"));
    byte[] failed =
        Fields.failed(
            "SQL Server errored: error_code=NA sql_state=40P01 message=deadlock detected");
    return new Backend(
        Shapes.CLIENT, operation + " " + table, 900, 0.9, attributes, whenFailed, failed);
  }

  static Backend redis(String command) {
    byte[][] attributes = {
      Fields.attribute("server.address", "redis"),
      Fields.attribute("server.port", 6379),
      Fields.attribute("db.system.name", "redis"),
      Fields.attribute("peer.service", "redis"),
      Fields.attribute("db.operation.name", command)
    };
    byte[][] whenFailed = with(attributes, Fields.attribute("db.response.status_code", "READONLY"));
    byte[] failed = Fields.failed("READONLY You can't write against a read only replica.");
    return new Backend(Shapes.CLIENT, command, 180, 0.7, attributes, whenFailed, failed);
  }

  /// Sending to a topic. It never fails, for Beyla cannot see whether it did.
  static Backend publish(String topic, String client) {
    byte[][] attributes = kafka(topic, client, "publish");
    return new Backend(
        Shapes.PRODUCER, "publish " + topic, 400, 0.8, attributes, attributes, Shapes.UNSET);
  }

  static Backend process(String topic, String client) {
    byte[][] attributes = kafka(topic, client, "process");
    return new Backend(
        Shapes.CONSUMER, "process " + topic, 2_500, 0.8, attributes, attributes, Shapes.UNSET);
  }

  private static byte[][] kafka(String topic, String client, String operation) {
    return new byte[][] {
      Fields.attribute("server.address", "kafka"),
      Fields.attribute("server.port", 9092),
      Fields.attribute("messaging.system", "kafka"),
      Fields.attribute("messaging.destination.name", topic),
      Fields.attribute("messaging.client_id", client),
      Fields.attribute("messaging.operation.type", operation),
      Fields.attribute("peer.service", "kafka")
    };
  }

  byte[] status(boolean failed) {
    return failed ? statusWhenFailed : Shapes.UNSET;
  }

  byte[][] attributes(boolean failed) {
    return failed ? attributesWhenFailed : attributes;
  }

  static byte[][] with(byte[][] attributes, byte[]... more) {
    byte[][] all = Arrays.copyOf(attributes, attributes.length + more.length);
    System.arraycopy(more, 0, all, attributes.length, more.length);
    return all;
  }
}

package dev.skep.otlp;

/// Request bodies that tests send.
final class Bodies {
  /// As it stands in the specification, "API Endpoint".
  static final String SPECIFICATION_EXAMPLE =
      """
      {
        "resourceSpans": [
          {
            "resource": {
              "attributes": [
                { "key": "service.name", "value": { "stringValue": "my-app" } }
              ]
            },
            "scopeSpans": [
              {
                "spans": [
                  {
                    "traceId": "abc123...",
                    "spanId": "span001",
                    "name": "GET /api/users",
                    "kind": 2,
                    "startTimeUnixNano": "1700000000000000000",
                    "endTimeUnixNano": "1700000000150000000",
                    "status": { "code": 1 },
                    "attributes": [
                      { "key": "http.method", "value": { "stringValue": "GET" } }
                    ]
                  }
                ]
              }
            ]
          }
        ]
      }
      """;

  private Bodies() {}
}

package dev.skep.bootstrap;

/// The environment variables that Skep reads. The README's table of settings shows exactly these,
/// which a test checks.
enum Setting {
  TRACES_INGESTION_ENABLED("false"),
  TRACES_INGESTION_API_KEY(""),
  TRACES_EXPLORER_AUTH("token"),
  TRACES_EXPLORER_TOKEN(""),
  TRACES_TRUSTED_PROXIES(""),
  TRACES_PROXY_USER_HEADER("X-Forwarded-User"),
  TRACES_ALLOWED_HOSTS(""),
  TRACES_HOST("0.0.0.0"),
  TRACES_PORT("3051"),
  TRACES_DATA_DIR("./data"),
  TRACES_RETENTION_DAYS("7"),
  TRACES_MAX_DISK("10GiB"),
  TRACES_SEGMENT_MAX_SPANS(""),
  TRACES_INGEST_MAX_BODY(""),
  TRACES_SAMPLE_RATE("1"),
  TRACES_INGEST_MAX_SPANS_PER_SEC("0"),
  TRACES_MASK_SECRETS("true"),
  TRACES_OWN_TRACES("true"),
  TRACES_CANARY_MINUTES("0"),
  TRACES_FORWARD_ENDPOINT(""),
  TRACES_FORWARD_HEADERS("");

  /// What every variable of Skep begins with.
  static final String PREFIX = "TRACES_";

  private final String defaultValue;

  Setting(String defaultValue) {
    this.defaultValue = defaultValue;
  }

  /// Whether nobody is to see the value.
  boolean isSecret() {
    return this == TRACES_INGESTION_API_KEY
        || this == TRACES_EXPLORER_TOKEN
        || this == TRACES_FORWARD_HEADERS;
  }

  /// The value of a variable that is not set, as one would write it; empty when there is none or it
  /// depends on the machine.
  String defaultValue() {
    return defaultValue;
  }
}

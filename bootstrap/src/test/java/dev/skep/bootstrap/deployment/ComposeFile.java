package dev.skep.bootstrap.deployment;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A Compose file of the repository.
record ComposeFile(String name, String text) {
  private static final Schema SPECIFICATION = specification();
  private static final YAMLMapper YAML = new YAMLMapper();

  /// @param name its path from the root of the repository
  static ComposeFile read(String name) {
    try {
      return new ComposeFile(name, Files.readString(Path.of("..").resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the schema of the Compose Specification has against it.
  List<String> mistakes() {
    return SPECIFICATION.validate(text, InputFormat.YAML).stream().map(Object::toString).toList();
  }

  JsonNode service(String service) {
    JsonNode node = YAML.readTree(text).path("services").path(service);
    if (node.isMissingNode()) {
      throw new AssertionError(name + " has no service " + service);
    }
    return node;
  }

  List<String> services() {
    return List.copyOf(YAML.readTree(text).path("services").propertyNames());
  }

  /// A service's variables; one that is only handed on has an empty value.
  Map<String, String> environment(String service) {
    Map<String, String> variables = new TreeMap<>();
    service(service)
        .path("environment")
        .properties()
        .forEach(variable -> variables.put(variable.getKey(), variable.getValue().asString("")));
    return variables;
  }

  List<String> texts(String service, String key) {
    List<String> texts = new ArrayList<>();
    service(service).path(key).forEach(element -> texts.add(element.asString()));
    return texts;
  }

  private static Schema specification() {
    try (InputStream text =
        ComposeFile.class.getResourceAsStream("/deployment/compose-spec.json")) {
      ObjectNode schema = (ObjectNode) new JsonMapper().readTree(Objects.requireNonNull(text));
      // It names its dialect by an address that is not the dialect's, and parts of itself with a
      // word
      // of an older one.
      schema.put("$schema", SpecificationVersion.DRAFT_2019_09.getDialectId());
      schema.findParents("id").forEach(part -> ((ObjectNode) part).remove("id"));
      // The specification has had it since 2022, after this copy.
      ((ObjectNode) schema.get("properties")).putObject("name").put("type", "string");
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
          .getSchema(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.skep.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the program to its walls and shapes, and holds each rule to being one: it must fail on a
/// class that breaks it.
final class HexagonTest {
  private static final Pattern MODULE = Pattern.compile("dev\\.skep\\.(\\w+).*");
  private static final ImportOption PROGRAM_ONLY =
      location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");
  private static final JavaClasses PROGRAM =
      new ClassFileImporter().withImportOption(PROGRAM_ONLY).importPackages("dev.skep");

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void the_program_keeps_to_the_rule(String name, ArchRule rule, Class<?>[] offenders) {
    rule.check(PROGRAM);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void an_offender_is_caught_by_the_rule(String name, ArchRule rule, Class<?>[] offenders) {
    JavaClasses broken = new ClassFileImporter().importClasses(offenders);

    assertThat(rule.evaluate(broken).hasViolation()).isTrue();
  }

  @Test
  void every_module_is_looked_at() {
    assertThat(PROGRAM)
        .extracting(type -> MODULE.matcher(type.getPackageName()).replaceFirst("$1"))
        .contains("domain", "application", "otlp", "web", "persistence", "db", "bootstrap");
    assertThat(PROGRAM).hasSizeGreaterThan(100);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        rule(
            "the domain knows only itself, the JDK and patterns",
            Walls.THE_DOMAIN_KNOWS_ONLY_ITSELF_THE_JDK_AND_PATTERNS,
            dev.skep.domain.offender.KnowsAUseCase.class),
        rule(
            "the application knows only the domain",
            Walls.THE_APPLICATION_KNOWS_ONLY_THE_DOMAIN,
            dev.skep.application.offender.KnowsADoor.class),
        rule(
            "the OTLP door calls use cases only",
            Walls.THE_OTLP_DOOR_CALLS_USE_CASES_ONLY,
            dev.skep.otlp.offender.KnowsAPort.class),
        rule(
            "the forwarder implements its port only",
            Walls.THE_FORWARDER_IMPLEMENTS_ITS_PORT_ONLY,
            dev.skep.forward.offender.KnowsTheDoor.class),
        rule(
            "the web door calls use cases only",
            Walls.THE_WEB_DOOR_CALLS_USE_CASES_ONLY,
            dev.skep.web.offender.KnowsAPort.class),
        rule(
            "the store implements ports only",
            Walls.THE_STORE_IMPLEMENTS_PORTS_ONLY,
            dev.skep.persistence.offender.KnowsAUseCase.class),
        rule(
            "generated classes serve the store alone",
            Walls.GENERATED_CLASSES_SERVE_THE_STORE_ALONE,
            dev.skep.db.segment.Tables.class,
            dev.skep.web.offender.KnowsAColumn.class),
        rule(
            "doors and stores call nobody",
            Walls.DOORS_AND_STORES_CALL_NOBODY,
            dev.skep.web.offender.AsksSomebody.class),
        rule(
            "packages are free of cycles",
            Walls.PACKAGES_ARE_FREE_OF_CYCLES,
            dev.skep.domain.offender.KnowsAUseCase.class,
            dev.skep.application.offender.KnowsADoor.class,
            dev.skep.otlp.offender.ClosesTheCycle.class),
        rule(
            "use cases are final classes with one public method",
            Shapes.USE_CASES_ARE_FINAL_CLASSES_WITH_ONE_PUBLIC_METHOD,
            dev.skep.application.usecase.offender.DoesTwoThings.class),
        rule(
            "ports are interfaces",
            Shapes.PORTS_ARE_INTERFACES,
            dev.skep.application.port.offender.IsAClass.class),
        rule(
            "domain types are values",
            Shapes.DOMAIN_TYPES_ARE_VALUES,
            dev.skep.domain.offender.CanBeExtended.class),
        rule(
            "no field is optional",
            Shapes.NO_FIELD_IS_OPTIONAL,
            dev.skep.domain.offender.KeepsAnOptional.class),
        rule(
            "no parameter is optional",
            Shapes.NO_PARAMETER_IS_OPTIONAL,
            dev.skep.domain.offender.TakesAnOptional.class),
        rule(
            "only bootstrap reads the environment",
            Shapes.ONLY_BOOTSTRAP_READS_THE_ENVIRONMENT,
            dev.skep.domain.offender.ReadsTheEnvironment.class),
        rule(
            "only clocks tell the time",
            Shapes.ONLY_CLOCKS_TELL_THE_TIME,
            dev.skep.domain.offender.LooksAtTheTime.class),
        rule(
            "secrets are compared to the end",
            Shapes.SECRETS_ARE_COMPARED_TO_THE_END,
            dev.skep.otlp.offender.StopsAtTheFirst.class),
        rule(
            "secrets are compared in no other way",
            Shapes.SECRETS_ARE_COMPARED_TO_THE_END,
            dev.skep.otlp.offender.LooksAtTheTextFirst.class),
        rule(
            "a digest of a secret has one way to be compared",
            Shapes.A_DIGEST_OF_A_SECRET_HAS_ONE_WAY_TO_BE_COMPARED,
            dev.skep.otlp.offender.SecretDigest.class));
  }

  private static Arguments rule(String name, ArchRule rule, Class<?>... offenders) {
    return Arguments.of(name, rule, offenders);
  }
}

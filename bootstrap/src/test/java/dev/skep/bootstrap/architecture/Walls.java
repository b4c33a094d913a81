package dev.skep.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.SocketChannel;

/// What each module may know, as lists of what is allowed: a list of what is forbidden goes on
/// passing when a package is renamed, a list of what is allowed does not.
final class Walls {
  static final String DOMAIN = "dev.skep.domain..";
  static final String APPLICATION = "dev.skep.application";
  static final String INGEST = "dev.skep.application.ingest";
  static final String ACCESS = "dev.skep.application.access";
  static final String READING = "dev.skep.application.reading";
  static final String JOBS = "dev.skep.application.job";
  static final String OWN_TRACES = "dev.skep.application.selftrace";
  static final String USE_CASES = "dev.skep.application.usecase..";
  static final String PORTS = "dev.skep.application.port..";

  private static final String JAVA = "java..";
  private static final String NULLNESS = "org.jspecify..";
  // A pure library, like the JDK's own patterns but in linear time: ADR 21.
  private static final String PATTERNS = "com.google.re2j";

  static final ArchRule THE_DOMAIN_KNOWS_ONLY_ITSELF_THE_JDK_AND_PATTERNS =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(DOMAIN, PATTERNS, JAVA, NULLNESS)
          .because("what a trace is must not change with a technology");

  static final ArchRule THE_APPLICATION_KNOWS_ONLY_THE_DOMAIN =
      classes()
          .that()
          .resideInAPackage("dev.skep.application..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.skep.application..", DOMAIN, JAVA, NULLNESS)
          .because("use cases are served by doors and stores, not made of them");

  static final ArchRule THE_OTLP_DOOR_CALLS_USE_CASES_ONLY =
      classes()
          .that()
          .resideInAPackage("dev.skep.otlp..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.skep.otlp..",
              DOMAIN,
              APPLICATION,
              INGEST,
              ACCESS,
              USE_CASES,
              "io.helidon..",
              "com.google.protobuf..",
              "io.opentelemetry.proto..",
              "com.fasterxml.jackson.core..",
              "com.github.luben.zstd..",
              JAVA,
              NULLNESS)
          .because("a door translates and asks; it never reaches past a use case to a store");

  static final ArchRule THE_FORWARDER_IMPLEMENTS_ITS_PORT_ONLY =
      classes()
          .that()
          .resideInAPackage("dev.skep.forward..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.skep.forward..",
              "dev.skep.otlp.encode",
              DOMAIN,
              APPLICATION,
              PORTS,
              "com.google.protobuf..",
              "io.opentelemetry.proto..",
              JAVA,
              NULLNESS)
          .because("it shares a protocol with the door, and nothing else");

  static final ArchRule THE_WEB_DOOR_CALLS_USE_CASES_ONLY =
      classes()
          .that()
          .resideInAPackage("dev.skep.web..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.skep.web..",
              DOMAIN,
              APPLICATION,
              INGEST,
              ACCESS,
              READING,
              JOBS,
              OWN_TRACES,
              USE_CASES,
              "io.helidon..",
              "org.thymeleaf..",
              "ognl..",
              "com.fasterxml.jackson.core..",
              JAVA,
              NULLNESS)
          .because("a door translates and asks; it never reaches past a use case to a store");

  static final ArchRule THE_STORE_IMPLEMENTS_PORTS_ONLY =
      classes()
          .that()
          .resideInAPackage("dev.skep.persistence..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.skep.persistence..",
              "dev.skep.db..",
              DOMAIN,
              APPLICATION,
              PORTS,
              "org.jooq..",
              "org.flywaydb..",
              "org.sqlite..",
              "com.fasterxml.jackson.core..",
              JAVA,
              NULLNESS)
          .because("a store does what it is asked; it never asks a use case");

  static final ArchRule GENERATED_CLASSES_SERVE_THE_STORE_ALONE =
      classes()
          .that()
          .resideInAPackage("dev.skep.db..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage("dev.skep.db..", "dev.skep.persistence..")
          .because("whoever knows a column lives in the store");

  static final ArchRule DOORS_AND_STORES_CALL_NOBODY =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.skep.forward..", "dev.skep.bootstrap..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.net.http..")
                  .or(assignableTo(Socket.class))
                  .or(assignableTo(SocketChannel.class))
                  .or(assignableTo(URLConnection.class))
                  .or(assignableTo(URL.class)))
          .because("what stands in a span or a request must not make Skep ask anybody");

  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices()
          .matching("dev.skep.(**)")
          .should()
          .beFreeOfCycles()
          // jOOQ's generator makes its own.
          .ignoreDependency(resideInAPackage("dev.skep.db.."), alwaysTrue())
          .because("of two packages that need each other neither can be read alone");

  private Walls() {}
}

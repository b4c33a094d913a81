package dev.skep.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.skep.application.access.SecretDigest;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the types of each kind look like.
final class Shapes {
  static final ArchRule USE_CASES_ARE_FINAL_CLASSES_WITH_ONE_PUBLIC_METHOD =
      classes()
          .that()
          .resideInAPackage(Walls.USE_CASES)
          .and()
          .areTopLevelClasses()
          .and()
          .haveSimpleNameNotEndingWith("package-info")
          .should(beAFinalClassWithOnePublicMethod())
          .because("a use case is one thing that somebody wants done");

  static final ArchRule PORTS_ARE_INTERFACES =
      classes()
          .that()
          .resideInAPackage(Walls.PORTS)
          .and()
          .haveSimpleNameNotEndingWith("package-info")
          .should()
          .beInterfaces()
          .because("a port says what is needed, not how it is done");

  static final ArchRule DOMAIN_TYPES_ARE_VALUES =
      classes()
          .that()
          .resideInAPackage(Walls.DOMAIN)
          .and()
          .haveSimpleNameNotEndingWith("package-info")
          .should(beARecordAnEnumAnInterfaceOrAFinalClass())
          .because("a value that can be extended can be anything");

  static final ArchRule NO_FIELD_IS_OPTIONAL =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("dev.skep..")
          .should()
          .haveRawType(Optional.class)
          .because("absence that is kept deserves a name of its own");

  static final ArchRule NO_PARAMETER_IS_OPTIONAL =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("dev.skep..")
          .should(haveNoOptionalParameter())
          .because("a caller should not have to wrap what it has");

  static final ArchRule ONLY_BOOTSTRAP_READS_THE_ENVIRONMENT =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.skep.bootstrap..")
          .should()
          .callMethodWhere(targetIs(System.class, Set.of("getenv", "getProperty", "getProperties")))
          .because("what a module depends on is handed to it");

  static final ArchRule ONLY_CLOCKS_TELL_THE_TIME =
      noClasses()
          .that(resideInAPackage("dev.skep.."))
          .should()
          .callMethodWhere(tellsTheTimeWithoutAClock())
          .because("a test must be able to say what time it is");

  static final ArchRule SECRETS_ARE_COMPARED_TO_THE_END =
      noClasses()
          .that(compareSecrets())
          .should()
          .callMethodWhere(
              targetIs(Stream.class, Set.of("anyMatch", "allMatch", "noneMatch", "filter"))
                  .or(comparesInAnotherWay()))
          .because("how long an answer takes must not tell how much of a guess was right");

  static final ArchRule A_DIGEST_OF_A_SECRET_HAS_ONE_WAY_TO_BE_COMPARED =
      classes()
          .that()
          .haveSimpleName(SecretDigest.class.getSimpleName())
          .should(compareWithMessageDigestAlone())
          .because("what has an equals of its own is compared with it by every list and record");

  private Shapes() {}

  private static ArchCondition<JavaClass> beAFinalClassWithOnePublicMethod() {
    return new ArchCondition<>("be a final class with one public method") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        long publicMethods =
            type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .count();
        boolean isFinalClass =
            !type.isInterface() && type.getModifiers().contains(JavaModifier.FINAL);
        events.add(
            new SimpleConditionEvent(
                type,
                isFinalClass && publicMethods == 1,
                type.getName()
                    + " has "
                    + publicMethods
                    + " public methods, final: "
                    + isFinalClass));
      }
    };
  }

  private static ArchCondition<JavaClass> beARecordAnEnumAnInterfaceOrAFinalClass() {
    return new ArchCondition<>("be a record, an enum, an interface or a final class") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean isValue =
            type.isRecord()
                || type.isEnum()
                || type.isInterface()
                || type.getModifiers().contains(JavaModifier.FINAL)
                || type.isAnonymousClass();
        events.add(new SimpleConditionEvent(type, isValue, type.getName() + " can be extended"));
      }
    };
  }

  private static ArchCondition<JavaMethod> haveNoOptionalParameter() {
    return new ArchCondition<>("have no Optional parameter") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        // A lambda's parameters are nobody's interface.
        boolean isSynthetic = method.getModifiers().contains(JavaModifier.SYNTHETIC);
        boolean takesOptional =
            method.getRawParameterTypes().stream()
                .anyMatch(parameter -> parameter.isEquivalentTo(Optional.class));
        events.add(
            new SimpleConditionEvent(
                method,
                isSynthetic || !takesOptional,
                method.getFullName() + " takes an Optional"));
      }
    };
  }

  private static DescribedPredicate<JavaClass> compareSecrets() {
    return DescribedPredicate.describe(
        "compare secrets",
        type ->
            type.isEquivalentTo(SecretDigest.class)
                || type.getMethodCallsFromSelf().stream()
                    .anyMatch(call ->
                        call.getTargetOwner().isEquivalentTo(SecretDigest.class)
                            && call.getName().equals("matches")));
  }

  private static DescribedPredicate<JavaMethodCall> comparesInAnotherWay() {
    return targetIs(Arrays.class, Set.of("equals", "compare", "compareUnsigned", "mismatch"))
        .or(targetIs(Objects.class, Set.of("equals", "deepEquals", "compare")))
        .or(targetIs(Object.class, Set.of("equals", "hashCode")))
        .or(
            targetIs(
                String.class,
                Set.of(
                    "equals",
                    "equalsIgnoreCase",
                    "contentEquals",
                    "compareTo",
                    "regionMatches",
                    "startsWith",
                    "hashCode")));
  }

  private static ArchCondition<JavaClass> compareWithMessageDigestAlone() {
    return new ArchCondition<>("compare with MessageDigest.isEqual alone") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean isEqual =
            type.getMethodCallsFromSelf().stream()
                .anyMatch(targetIs(MessageDigest.class, Set.of("isEqual")));
        boolean hasAnother =
            type.getMethods().stream()
                .anyMatch(
                    method -> Set.of("equals", "hashCode", "compareTo").contains(method.getName()));
        events.add(
            new SimpleConditionEvent(
                type,
                isEqual && !hasAnother,
                type.getName() + " calls isEqual: " + isEqual + ", another way: " + hasAnother));
      }
    };
  }

  private static DescribedPredicate<JavaMethodCall> targetIs(Class<?> owner, Set<String> names) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + names,
        call -> call.getTargetOwner().isEquivalentTo(owner) && names.contains(call.getName()));
  }

  private static DescribedPredicate<JavaMethodCall> tellsTheTimeWithoutAClock() {
    return DescribedPredicate.describe(
        "the time without a Clock",
        call -> {
          AccessTarget.MethodCallTarget target = call.getTarget();
          boolean takesAClock =
              target.getRawParameterTypes().stream()
                  .anyMatch(parameter -> parameter.isEquivalentTo(Clock.class));
          boolean isNow =
              call.getName().equals("now")
                  && call.getTargetOwner().getPackageName().equals("java.time")
                  && !takesAClock;
          return isNow
              || (call.getName().equals("currentTimeMillis")
                  && call.getTargetOwner().isEquivalentTo(System.class));
        });
  }
}

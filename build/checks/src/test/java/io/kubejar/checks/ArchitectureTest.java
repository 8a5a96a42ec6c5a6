package io.kubejar.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may depend on whom, as docs/map.md draws it.
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.kubejar");

  /// A module's root package and those of ours it may use.
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("api", List.of()),
          Map.entry("wire", List.of("api")),
          Map.entry("cel", List.of("api", "wire")),
          Map.entry("store", List.of()),
          Map.entry("http", List.of()),
          Map.entry("linux", List.of()),
          Map.entry("client", List.of("api", "wire", "http")),
          Map.entry("server", List.of("api", "wire", "cel", "store", "http")),
          Map.entry("policy", List.of("api", "wire", "cel", "client", "http", "server")),
          Map.entry("controllers", List.of("api", "wire", "cel", "client")),
          Map.entry("scheduler", List.of("api", "wire", "client")),
          Map.entry("node", List.of("api", "wire", "client", "linux", "http")),
          Map.entry("proofs", List.of("linux")),
          Map.entry("proxy", List.of("api", "wire", "client", "linux")),
          Map.entry("dns", List.of("api", "wire", "client")),
          Map.entry("cli", List.of("api", "wire", "client")));

  @TestFactory
  List<DynamicTest> modulesUseOnlyWhatTheyMay() {
    List<DynamicTest> tests = new ArrayList<>();
    MAY_USE.forEach(
        (module, used) -> {
          List<String> allowed = new ArrayList<>(List.of("io.kubejar." + module + ".."));
          used.forEach(other -> allowed.add("io.kubejar." + other + ".."));
          tests.add(
              DynamicTest.dynamicTest(
                  module,
                  () ->
                      classes()
                          .that()
                          .resideInAPackage("io.kubejar." + module + "..")
                          .should()
                          .onlyDependOnClassesThat(
                              resideInAPackage("io.kubejar..")
                                  .negate()
                                  .or(
                                      com.tngtech.archunit.core.domain.JavaClass.Predicates
                                          .resideInAnyPackage(allowed.toArray(String[]::new))))
                          .check(CLASSES)));
        });
    return tests;
  }

  @Test
  void apiNeedsOnlyJavaBase() {
    classes()
        .that()
        .resideInAPackage("io.kubejar.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.kubejar.api..",
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.math..",
            "java.nio..",
            "java.text..",
            "java.net..",
            "java.io..",
            "java.security..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void policyUsesTheServersExtensionPointsOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.kubejar.policy..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.kubejar.server..")
                .and(resideInAPackage("io.kubejar.server.spi..").negate()))
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.kubejar.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void controllersDoNotKnowEachOther() {
    slices()
        .matching("io.kubejar.controllers.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            resideInAPackage("io.kubejar.controllers.."),
            resideInAPackage("io.kubejar.controllers.runtime.."))
        .check(CLASSES);
  }

  @Test
  void librariesStayWhereTheyBelong() {
    only("dev.cel..", "io.kubejar.cel..");
    only("com.google.re2j..", "io.kubejar.cel..", "io.kubejar.server.extension.schema..");
    only("org.snakeyaml..", "io.kubejar.wire..");
    only("io.grpc..", "io.kubejar.node..", "io.kubejar.store.etcd..", "io.kubejar.server.kms..");
    only("com.nimbusds..", "io.kubejar.server.jwt..");
    only("org.rocksdb..", "io.kubejar.store..");
    only(
        "org.bouncycastle..",
        "io.kubejar.policy.certificates..",
        "io.kubejar.controllers.certificates..",
        "io.kubejar.server.encryption..");
    only("picocli..", "io.kubejar.cli..", "io.kubejar.cluster..");
    only("java.lang.foreign..", "io.kubejar.linux..");
    only(
        "io.netty..",
        "io.kubejar.http..",
        "io.kubejar.dns..",
        "io.kubejar.node.cri..",
        "io.kubejar.server.kms..");
  }

  private static void only(String library, String... users) {
    noClasses()
        .that()
        .resideOutsideOfPackages(users)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(library + " belongs to " + String.join(", ", users))
        .check(CLASSES);
  }
}

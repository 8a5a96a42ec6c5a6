package io.kubejar.api.storagemigration.v1beta1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.value.Time;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MigrationRulesTest {
  private static final StorageVersionMigrationKind KIND =
      StorageVersionMigrationKind.STORAGE_VERSION_MIGRATION;
  private static final StorageVersionMigration ASKED =
      StorageVersionMigration.builder()
          .metadata(it -> it.name("m").resourceVersion("1"))
          .spec(s -> s.resource(r -> r.group("apps").resource("deployments")))
          .build();

  private static Condition condition(String type, String status) {
    return Condition.builder()
        .type(type)
        .status(status)
        .reason("Because")
        .lastTransitionTime(new Time(Instant.EPOCH))
        .build();
  }

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }

  @Test
  void theResourceIsNamedAndStays() {
    assertThat(Validation.create(KIND, ASKED)).isEmpty();
    StorageVersionMigration unnamed =
        ASKED.with(it -> it.spec(s -> s.resource(r -> r.group("-").resource(""))));
    assertThat(texts(Validation.create(KIND, unnamed)))
        .hasSize(2)
        .last()
        .isEqualTo("spec.resource.resource: Required value: resource is required to be set");
    assertThat(
            texts(
                Validation.update(
                    KIND,
                    ASKED.with(it -> it.spec(s -> s.resource(r -> r.resource("daemonsets")))),
                    ASKED)))
        .singleElement()
        .asString()
        .startsWith("spec: Invalid value: ");
  }

  @Test
  void whatIsDoneStaysDone() {
    StorageVersionMigration done =
        ASKED.with(
            it ->
                it.status(s -> s.resourceVersion("7").conditions(condition("Succeeded", "True"))));
    assertThat(Validation.status(KIND, done, ASKED)).isEmpty();
    StorageVersionMigration undone =
        done.with(
            it ->
                it.status(s -> s.resourceVersion("8").conditions(condition("Succeeded", "False"))));
    assertThat(texts(Validation.status(KIND, undone, done)))
        .hasSize(2)
        .first()
        .isEqualTo("status.resourceVersion: Invalid value: \"8\": field is immutable");
  }
}

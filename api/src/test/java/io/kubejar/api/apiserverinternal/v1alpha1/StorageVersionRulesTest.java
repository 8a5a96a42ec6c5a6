package io.kubejar.api.apiserverinternal.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StorageVersionRulesTest {
  private static final StorageVersionKind KIND = StorageVersionKind.STORAGE_VERSION;
  private static final StorageVersion PODS =
      StorageVersion.builder().metadata(it -> it.name("core.pods").resourceVersion("1")).build();

  private static ServerStorageVersion server(String id, String encoding, String... versions) {
    return ServerStorageVersion.builder()
        .apiServerID(id)
        .encodingVersion(encoding)
        .decodableVersions(List.of(versions))
        .build();
  }

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }

  @Test
  void aNameIsAGroupAndAResource() {
    assertThat(Validation.create(KIND, PODS)).isEmpty();
    assertThat(texts(Validation.create(KIND, PODS.with(it -> it.metadata(m -> m.name("pods"))))))
        .containsExactly(
            "metadata.name: Invalid value: \"pods\": name must be in the form of"
                + " <group>.<resource>");
  }

  @Test
  void whatIsCommonFollowsFromTheServers() {
    StorageVersion agreed =
        PODS.with(it -> it.status(s -> s.storageVersions(server("a", "v1", "v1"))));
    assertThat(texts(Validation.status(KIND, agreed, PODS)))
        .containsExactly(
            "status.commonEncodingVersion: Invalid value: \"null\": the common encoding version is"
                + " v1");
    assertThat(
            Validation.status(
                KIND, agreed.with(it -> it.status(s -> s.commonEncodingVersion("v1"))), PODS))
        .isEmpty();
    StorageVersion differing =
        PODS.with(
            it ->
                it.status(
                    s -> s.storageVersions(server("a", "v1", "v1"), server("b", "/v2", "v1"))));
    assertThat(texts(Validation.status(KIND, differing, PODS)))
        .containsExactly(
            "status.storageVersions[1].encodingVersion: Invalid value: \"/v2\": group part: must be"
                + " non-empty",
            "status.storageVersions[1].decodableVersions: Invalid value: [\"v1\"]:"
                + " decodableVersions must include encodingVersion /v2");
  }
}

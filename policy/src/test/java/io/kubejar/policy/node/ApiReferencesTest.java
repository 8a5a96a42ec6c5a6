package io.kubejar.policy.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.PodSpecCodec;
import io.kubejar.wire.json.JsonDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiReferencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "{}|-",
        "{'volumes': [{'name': 'v', 'hostPath': {'path': '/x'}}]}|-",
        "{'serviceAccountName': 'a'}|serviceaccounts",
        "{'imagePullSecrets': [{'name': 's'}]}|secrets",
        "{'containers': [{'envFrom': [{'configMapRef': {'name': 'm'}}]}]}|configmaps",
        "{'resourceClaims': [{'name': 'c'}]}|resourceclaims",
        "{'volumes': [{'csi': {'driver': 'd'}}]}|csidrivers (via CSI volumes)",
        "{'volumes': [{'persistentVolumeClaim': {'claimName': 'c'}}]}|persistentvolumeclaims",
        "{'volumes': [{'ephemeral': {}}]}|persistentvolumeclaims (via ephemeral volumes)",
        "{'volumes': [{'projected': {'sources': [{'serviceAccountToken': {'path':"
            + " 't'}}]}}]}|serviceaccounts (via projected volumes)",
        "{'volumes': [{'projected': {'sources': [{'secret': {'name': 's'}}]}}]}|secrets",
      })
  void theFirstSortOfObjectsIsTold(String spec, String expected) {
    PodSpec pod =
        JsonDecoder.decode(
            PodSpecCodec.INSTANCE, spec.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    assertThat(ApiReferences.first(pod)).isEqualTo(expected);
  }
}

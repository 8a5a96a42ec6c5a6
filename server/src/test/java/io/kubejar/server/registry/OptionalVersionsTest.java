package io.kubejar.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.OptionalKinds;
import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicyBindingKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.networking.v1.IPAddress;
import io.kubejar.api.networking.v1.IPAddressKind;
import io.kubejar.api.networking.v1.IPAddressSpec;
import io.kubejar.api.networking.v1.ParentReference;
import io.kubejar.server.features.RuntimeConfig;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Versions that are served when somebody asks for them.
final class OptionalVersionsTest {
  private final Store store = MemoryStore.open();
  private final Registries registries = registries(RuntimeConfig.parse(List.of("api/all=true")));

  private Registries registries(RuntimeConfig config) {
    return new Registries(
        store,
        StorageMedia.JSON,
        Clock.systemUTC(),
        _ -> List.of(),
        _ -> List.of(),
        new ServedKinds(config::serves));
  }

  @AfterEach
  void close() {
    registries.close();
    store.close();
  }

  @SuppressWarnings("unchecked") // the further versions of a kind have its objects
  private <T extends io.kubejar.api.meta.v1.ApiObject> Registry<T> further(
      Kind<T> kind, String version) {
    var names = kind.names();
    Kind<?> found = registries.served().find(names.group(), version, names.plural());
    return (Registry<T>) registries.of(Objects.requireNonNull(found));
  }

  @Test
  void theyAreOffUnlessAskedFor() {
    try (var usual = registries(RuntimeConfig.DEFAULT)) {
      assertThat(OptionalKinds.ALL).noneMatch(usual::stores);
    }
    var beta = RuntimeConfig.parse(List.of("networking.k8s.io/v1beta1=true"));
    assertThat(OptionalKinds.ALL.stream().filter(beta::serves))
        .extracting(kind -> kind.names().plural())
        .containsExactlyInAnyOrder("ipaddresses", "servicecidrs");
  }

  @Test
  void anObjectIsTheSameInAllVersions() {
    var created =
        further(IPAddressKind.IP_ADDRESS, "v1beta1")
            .create(
                "",
                IPAddress.builder()
                    .metadata(it -> it.name("10.0.0.1"))
                    .spec(new IPAddressSpec(new ParentReference("", "services", "default", "web")))
                    .build(),
                WriteContext.system());
    assertThat(registries.of(IPAddressKind.IP_ADDRESS).get("", "10.0.0.1").object())
        .isEqualTo(created.object());
    assertThat(kept("/registry/ipaddresses/10.0.0.1")).isEqualTo("networking.k8s.io/v1");
    assertThat(registries.equivalents(IPAddressKind.IP_ADDRESS))
        .extracting(kind -> kind.names().version())
        .containsExactly("v1beta1");
  }

  @Test
  void mutatingPoliciesAreKeptAsUpstreamKeepsThem() {
    var kind = MutatingAdmissionPolicyBindingKind.MUTATING_ADMISSION_POLICY_BINDING;
    var binding =
        MutatingAdmissionPolicyBinding.builder()
            .metadata(it -> it.name("b"))
            .spec(it -> it.policyName("p"))
            .build();
    registries.of(kind).create("", binding, WriteContext.system());
    assertThat(kept("/registry/mutatingadmissionpolicybindings/b"))
        .isEqualTo("admissionregistration.k8s.io/v1beta1");
    assertThat(further(kind, "v1alpha1").get("", "b").object().spec().policyName()).isEqualTo("p");
    assertThat(registries.of(kind).get("", "b").object().spec().policyName()).isEqualTo("p");
  }

  private String kept(String key) {
    byte[] value = Objects.requireNonNull(store.get(key)).value();
    return ((Obj) JsonValue.parse(value)).text("apiVersion");
  }
}

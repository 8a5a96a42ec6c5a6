package io.kubejar.server.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.kubejar.api.admissionregistration.v1.ValidatingWebhookConfigurationKind;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.rbac.v1.Role;
import io.kubejar.api.rbac.v1.RoleKind;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What empty lists say that a writer sends.
class SentDocumentTest {
  private final Store store = MemoryStore.open();
  private final Registries registries =
      new Registries(store, StorageMedia.JSON, Clock.systemUTC(), _ -> List.of(), _ -> List.of());

  @AfterEach
  void close() {
    registries.close();
    store.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[]}", "{\"a\":[ \n]}", "{\"a\":{ }}"})
  void emptyBracketsMaySayMore(String json) {
    assertThat(sent(json).maySayMore()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[1]}", "{\"a\":{\"b\":null}}", "{\"a\":\"x\"}"})
  void otherDocumentsSayNoMoreThanTheirRecords(String json) {
    assertThat(sent(json).maySayMore()).isFalse();
  }

  @Test
  void anEmptyListIsOwnedWhereItIsAlwaysWritten() {
    assertThat(owned(create(as("one").sending(sent("{\"rules\":[]}")))))
        .containsExactly("one {\"f:rules\":{}}");
  }

  @Test
  void anAbsentListIsNot() {
    assertThat(owned(create(as("one")))).isEmpty();
  }

  @Test
  void sendingAnEmptyListAnewTakesItOver() {
    Role stored = create(as("one").sending(sent("{\"rules\":[]}")));
    var roles = registries.of(RoleKind.ROLE);
    var again =
        roles.change("ns", "r", old -> old, as("two").sending(sent("{\"rules\":[]}"))).object();
    assertThat(owned(again)).containsExactly("two {\"f:rules\":{}}");
    assertThat(again.metadata().resourceVersion())
        .isNotEqualTo(stored.metadata().resourceVersion());
  }

  @Test
  void anEmptyListCountsAsAChangeWhereUpstreamComparesExactly() {
    var kind = ValidatingWebhookConfigurationKind.VALIDATING_WEBHOOK_CONFIGURATION;
    var hooks = registries.of(kind);
    hooks.create(
        "",
        ValidatingWebhookConfiguration.builder().metadata(m -> m.name("w")).build(),
        as("one").sending(sent("{\"webhooks\":[]}")));
    assertThat(hooks.change("", "w", old -> old, as("one")).object().metadata().generation())
        .isEqualTo(1);
    var sent = as("one").sending(sent("{\"webhooks\":[]}"));
    assertThat(hooks.change("", "w", old -> old, sent).object().metadata().generation())
        .isEqualTo(2);
  }

  private Role create(WriteContext context) {
    Role role = Role.builder().metadata(m -> m.name("r").namespace("ns")).build();
    return registries.of(RoleKind.ROLE).create("ns", role, context).object();
  }

  private static List<String> owned(Role role) {
    ObjectMeta metadata = role.metadata();
    return metadata.managedFields().stream()
        .map(entry -> entry.manager() + " " + entry.fieldsV1())
        .toList();
  }

  private static WriteContext as(String manager) {
    return WriteContext.system().managedBy(manager);
  }

  private static SentDocument sent(String json) {
    var sent = new SentDocument();
    sent.is(json.getBytes(UTF_8));
    return sent;
  }
}

package io.kubejar.server.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocalKeysTest {
  private final LocalKeys first = LocalKeys.fresh();

  @Test
  void keysGoOneWay() {
    LocalKeys opens = first.withNext();
    assertThat(opens.sealing()).isEqualTo("local");
    assertThat(opens.newest()).isEqualTo("local2");
    assertThat(opens.prepared()).isTrue();
    LocalKeys seals = opens.turned();
    assertThat(seals.sealing()).isEqualTo("local2");
    assertThat(seals.opening()).containsExactly("local");
    assertThat(seals.prepared()).isFalse();
    LocalKeys alone = seals.alone();
    assertThat(alone.opening()).isEmpty();
    List<LocalKeys> states = List.of(first, opens, seals, alone, alone.withNext());
    for (int i = 0; i < states.size(); i++) {
      for (int j = 0; j < states.size(); j++) {
        assertThat(states.get(i).follows(states.get(j))).isEqualTo(i > j);
      }
    }
  }

  @Test
  void noNameIsGivenTwice() {
    LocalKeys keys = first;
    for (int number = 2; number < 6; number++) {
      keys = keys.withNext().turned().alone();
      assertThat(keys.sealing()).isEqualTo("local" + number);
    }
    assertThat(keys.renewed().sealing()).isEqualTo("local6");
  }

  @Test
  void whatItHasWrittenIsRead() {
    LocalKeys keys = first.withNext();
    assertThat(LocalKeys.parse(keys.text()).hash()).isEqualTo(keys.hash());
    String text = new String(keys.text(), UTF_8);
    refused(text.replace("[secrets]", "[secrets, configmaps]"), "changed by hand");
    refused(text + "# mine\n", "changed by hand");
    refused("kind: Other", "kind has to be");
    refused(text + "#".repeat(LocalKeys.MOST_BYTES), "larger than");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> LocalKeys.parse(text.getBytes(UTF_8)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}

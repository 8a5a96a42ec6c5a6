package io.kubejar.node.agent.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExpansionTest {
  private static final Map<String, String> KNOWN = Map.of("A", "1", "EMPTY", "");

  private static String expand(String text) {
    return Expansion.expand(text, KNOWN);
  }

  @Test
  void replacesKnownNamesOnly() {
    assertThat(expand("x$(A)y$(EMPTY)z$(NONE)")).isEqualTo("x1yz$(NONE)");
  }

  @Test
  void keepsWhatIsEscapedOrUnfinished() {
    assertThat(expand("$$(A) $$$(A) $A $(A 5$")).isEqualTo("$(A) $1 $A $(A 5$");
    assertThat(expand("plain")).isEqualTo("plain");
  }
}

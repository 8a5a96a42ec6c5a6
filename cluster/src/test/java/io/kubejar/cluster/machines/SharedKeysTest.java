package io.kubejar.cluster.machines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.cli.UserException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SharedKeysTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final byte[] key = SharedKeys.key(SharedKeys.randomKey(RANDOM));

  @Test
  void whoHasTheKeyReadsWhatWasSealed() {
    byte[] sealed = SharedKeys.sealed("private".getBytes(UTF_8), key, RANDOM);
    assertThat(new String(sealed, UTF_8)).doesNotContain("private");
    assertThat(SharedKeys.opened(sealed, key)).isEqualTo("private".getBytes(UTF_8));
  }

  @Test
  void nobodyElseDoes() {
    byte[] sealed = SharedKeys.sealed("private".getBytes(UTF_8), key, RANDOM);
    byte[] other = SharedKeys.key(SharedKeys.randomKey(RANDOM));
    assertThatThrownBy(() -> SharedKeys.opened(sealed, other))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--certificate-key is not the one");
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> SharedKeys.opened(sealed, key)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> SharedKeys.opened(new byte[3], key))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutShowingIt() {
    for (String wrong : new String[] {"", "abc", "zz".repeat(32), "00".repeat(31)}) {
      assertThatThrownBy(() -> SharedKeys.key(wrong))
          .isInstanceOf(UserException.class)
          .hasMessage("--certificate-key has to be 64 hexadecimal digits");
    }
  }
}

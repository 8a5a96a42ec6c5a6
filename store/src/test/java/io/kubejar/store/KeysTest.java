package io.kubejar.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeysTest {

  @Test
  void aPrefixHoldsWhatBeginsWithIt() {
    assertThat(Keys.prefix("/a/")).isEqualTo(new Keys("/a/", "/a0"));
    assertThat(Keys.prefix("")).isEqualTo(Keys.ALL);
    assertThat(Keys.prefix("a\udbff\udfff")).isEqualTo(new Keys("a\udbff\udfff", "b"));
    assertThat(Keys.prefix("a\ud7ff")).isEqualTo(new Keys("a\ud7ff", "a\ue000"));
    assertThat(Keys.prefix("/a/").contains("/a/b")).isTrue();
    assertThat(Keys.prefix("/a/").contains("/a")).isFalse();
    assertThat(Keys.prefix("/a/").contains("/b")).isFalse();
    assertThat(Keys.ALL.contains("/b")).isTrue();
  }

  @Test
  void aRangeCanBeContinued() {
    var keys = Keys.prefix("/a/");
    assertThat(keys.after("/a/b").contains("/a/b")).isFalse();
    assertThat(keys.after("/a/b").contains("/a/b\u0001")).isTrue();
    assertThat(keys.from("/a/b").contains("/a/b")).isTrue();
    assertThat(keys.from("/")).isEqualTo(keys);
    assertThat(Keys.only("/a").contains("/a")).isTrue();
    assertThat(Keys.only("/a").contains("/a/")).isFalse();
  }

  @Test
  void theOrderIsThatOfTheBytes() {
    var random = new Random(7);
    int[] alphabet = {'a', 'b', '/', 0x7f, 0xe9, 0xd7ff, 0xe000, 0xffee, 0x1f600, 0x10ffff};
    for (int i = 0; i < 5000; i++) {
      var left = text(random, alphabet);
      var right = text(random, alphabet);
      int expected = Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
      assertThat(Integer.signum(KeyOrder.compare(left, right)))
          .as(left + " and " + right)
          .isEqualTo(Integer.signum(expected));
      assertThat(Keys.prefix(left).contains(right)).isEqualTo(right.startsWith(left));
    }
  }

  private static String text(Random random, int[] alphabet) {
    var text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }
}

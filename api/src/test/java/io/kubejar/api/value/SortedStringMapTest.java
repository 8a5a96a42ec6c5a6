package io.kubejar.api.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedStringMapTest {
  @Test
  void behavesAsASortedMap() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      Map<String, Integer> model = new TreeMap<>(SortedStringMapTest::compareUtf8);
      SortedStringMap.Builder<Integer> builder = SortedStringMap.builder(random.nextInt(4));
      for (int n = random.nextInt(12); n > 0; n--) {
        String key = key(random);
        model.put(key, n);
        builder.put(key, n);
      }
      Map<String, Integer> map = builder.build();
      assertThat(map).isEqualTo(model).hasSameHashCodeAs(model).hasToString(model.toString());
      assertThat(model).isEqualTo(map);
      assertThat(new ArrayList<>(map.keySet())).isEqualTo(new ArrayList<>(model.keySet()));
      assertThat(new ArrayList<>(map.values())).isEqualTo(new ArrayList<>(model.values()));
      assertThat(map.entrySet()).isEqualTo(model.entrySet());
      String probe = key(random);
      assertThat(map.get(probe)).isEqualTo(model.get(probe));
      assertThat(map.containsKey(probe)).isEqualTo(model.containsKey(probe));
      assertThat(SortedStringMap.copyOf(new HashMap<>(model))).isEqualTo(map);
      List<String> seen = new ArrayList<>();
      map.forEach((key, value) -> seen.add(key));
      assertThat(seen).containsExactlyElementsOf(model.keySet());
    }
  }

  private static int compareUtf8(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static String key(Random random) {
    int[] alphabet = {'a', 'b', 'é', 0xFFFD, 0x1F600, 0xE000};
    StringBuilder key = new StringBuilder();
    for (int n = random.nextInt(3); n > 0; n--) {
      key.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return key.toString();
  }

  @Test
  void isItsOwnCopyAndNeverChanges() {
    Map<String, String> map = SortedStringMap.copyOf(Map.of("b", "1", "a", "2"));
    assertThat(SortedStringMap.copyOf(map)).isSameAs(map);
    assertThat(SortedStringMap.copyOf(Map.of())).isSameAs(SortedStringMap.empty());
    assertThatThrownBy(() -> map.put("c", "3")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.keySet().remove("a"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.entrySet().iterator().next().setValue("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}

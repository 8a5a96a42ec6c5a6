package io.kubejar.wire.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What holds for any selector and any labels.
class SelectorLawsTest {
  private static final int CASES = 3000;
  private static final List<String> KEYS = List.of("app", "tier", "example.com/x");
  private static final List<String> VALUES = List.of("", "a", "b", "1", "20");

  private final Random random = new Random(42);

  private Map<String, String> labels() {
    var labels = new TreeMap<String, String>();
    for (String key : KEYS) {
      if (random.nextBoolean()) {
        labels.put(key, VALUES.get(random.nextInt(VALUES.size())));
      }
    }
    return labels;
  }

  private String requirement() {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    String value = VALUES.get(random.nextInt(VALUES.size()));
    return switch (random.nextInt(8)) {
      case 0 -> key + "=" + value;
      case 1 -> key + "==" + value;
      case 2 -> key + "!=" + value;
      case 3 -> key + " in (" + value + ",b)";
      case 4 -> key + " notin (a," + value + ")";
      case 5 -> key + ">5";
      case 6 -> key + "<5";
      default -> random.nextBoolean() ? key : "!" + key;
    };
  }

  @Test
  void aSelectorIsTheSameAfterItsOwnText() {
    for (int i = 0; i < CASES; i++) {
      Labels selector = Labels.parse(requirement() + "," + requirement());
      Labels again = Labels.parse(selector.toString());
      assertThat(again).hasToString(selector.toString());
      Map<String, String> labels = labels();
      assertThat(again.matches(labels)).isEqualTo(selector.matches(labels));
    }
  }

  @Test
  void allRequirementsHaveToHold() {
    for (int i = 0; i < CASES; i++) {
      List<String> parts = new ArrayList<>();
      for (int n = random.nextInt(4); n > 0; n--) {
        parts.add(requirement());
      }
      Map<String, String> labels = labels();
      assertThat(Labels.parse(String.join(",", parts)).matches(labels))
          .isEqualTo(parts.stream().allMatch(part -> Labels.parse(part).matches(labels)));
    }
  }

  @Test
  void oppositesNeverAgree() {
    for (int i = 0; i < CASES; i++) {
      Map<String, String> labels = labels();
      String key = KEYS.get(random.nextInt(KEYS.size()));
      String value = VALUES.get(random.nextInt(VALUES.size()));
      assertThat(matches(key + "=" + value, labels))
          .isNotEqualTo(matches(key + "!=" + value, labels));
      assertThat(matches(key + " in (a,b)", labels))
          .isNotEqualTo(matches(key + " notin (a,b)", labels));
      assertThat(matches(key, labels)).isNotEqualTo(matches("!" + key, labels));
    }
  }

  private static boolean matches(String selector, Map<String, String> labels) {
    return Labels.parse(selector).matches(labels);
  }
}

package io.kubejar.wire.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldSetTest {
  private static FieldSet parse(String json) {
    return FieldSet.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String print(FieldSet set) {
    return new String(set.toJson(), StandardCharsets.UTF_8);
  }

  @Test
  void printsWhatItReadInOrder() {
    String sorted =
        "{\"f:a\":{},\"f:m\":{\".\":{},\"k:{\\\"name\\\":\\\"c\\\"}\":{\".\":{},\"f:image\":{}},"
            + "\"v:\\\"x\\\"\":{},\"v:1\":{}},\"f:z\":{\"f:y\":{}}}";
    String shuffled =
        "{\"f:z\":{\"f:y\":{}},\"f:m\":{\"v:1\":{},\"v:\\\"x\\\"\":{},"
            + "\"k:{\\\"name\\\":\\\"c\\\"}\":{\"f:image\":{},\".\":{}},\".\":{}},\"f:a\":{}}";
    assertThat(parse(shuffled)).isEqualTo(parse(sorted));
    assertThat(print(parse(shuffled))).isEqualTo(print(parse(sorted)));
    assertThat(parse(print(parse(shuffled)))).isEqualTo(parse(shuffled));
  }

  @Test
  void refusesWhatIsNoSet() {
    assertThatThrownBy(() -> parse("[]")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> parse("{\"x\":{}}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> parse("{\"f:a\":1}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> parse("{\"k:1\":{}}")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void differenceKeepsWhatIsBelow() {
    FieldSet set = parse("{\"f:a\":{\".\":{},\"f:b\":{}}}");
    FieldSet parent = parse("{\"f:a\":{}}");
    assertThat(set.difference(parent)).isEqualTo(parse("{\"f:a\":{\"f:b\":{}}}"));
    assertThat(set.recursiveDifference(parent).isEmpty()).isTrue();
    assertThat(set.leaves()).isEqualTo(parse("{\"f:a\":{\"f:b\":{}}}"));
  }

  @Test
  void lawsOfSets() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      FieldSet a = random(random);
      FieldSet b = random(random);
      assertThat(a.union(b)).isEqualTo(b.union(a));
      assertThat(a.intersection(b)).isEqualTo(b.intersection(a));
      assertThat(a.difference(b).intersection(b).isEmpty()).isTrue();
      assertThat(a.difference(b).union(a.intersection(b))).isEqualTo(a);
      assertThat(a.union(a)).isEqualTo(a);
      assertThat(a.difference(a).isEmpty()).isTrue();
      assertThat(parse(print(a))).isEqualTo(a);
    }
  }

  private static FieldSet random(Random random) {
    FieldSet set = new FieldSet();
    int paths = random.nextInt(8);
    for (int i = 0; i < paths; i++) {
      List<PathElement> path = new ArrayList<>();
      int length = 1 + random.nextInt(3);
      for (int j = 0; j < length; j++) {
        path.add(new PathElement.Name("n" + random.nextInt(3)));
      }
      set.insert(path);
    }
    return set;
  }
}

package io.kubejar.wire.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.networking.v1.NetworkPolicyCodec;
import io.kubejar.wire.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplicitEmptinessTest {
  private static final Shape POLICY = Shape.of(NetworkPolicyCodec.INSTANCE.schema());

  @Test
  void fillsGapsWithWhatWasSent() {
    var record = JsonValue.parse("{\"a\":null,\"b\":[{\"c\":null},{\"c\":[1]}],\"d\":null}");
    var sent = JsonValue.parse("{\"a\":[],\"b\":[{\"c\":{}},{}],\"d\":null,\"e\":[]}");
    assertThat(ExplicitEmptiness.hasGaps(record)).isTrue();
    assertThat(ExplicitEmptiness.fill(record, sent))
        .isEqualTo(JsonValue.parse("{\"a\":[],\"b\":[{\"c\":{}},{\"c\":[1]}],\"d\":null}"));
  }

  @Test
  void leavesListsOfOtherLengthsAlone() {
    var record = JsonValue.parse("{\"b\":[{\"c\":null}]}");
    assertThat(ExplicitEmptiness.fill(record, JsonValue.parse("{\"b\":[{\"c\":[]},{\"c\":[]}]}")))
        .isEqualTo(record);
  }

  @Test
  void findsEmptyListsAndMapsBelowMembers() {
    assertThat(below("{\"spec\":{\"ingress\":[]}}")).isTrue();
    assertThat(below("{\"spec\":{\"podSelector\":{\"matchLabels\":{}}}}")).isTrue();
    assertThat(below("{\"spec\":{\"ingress\":[{\"from\":[]}]}}")).isTrue();
  }

  @Test
  void takesAnEmptyObjectOfATypeForSomething() {
    assertThat(below("{\"spec\":{\"podSelector\":{},\"ingress\":[{}]}}")).isFalse();
    assertThat(below("{\"metadata\":{\"labels\":{}}}")).isFalse();
  }

  private static boolean below(String json) {
    return ExplicitEmptiness.below(POLICY, JsonValue.parse(json), List.of("spec"));
  }
}

package io.kubejar.api.discovery.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndpointSliceRulesTest {
  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }

  @Test
  void hintsAreFewAndDistinct() {
    EndpointSlice slice =
        EndpointSlice.builder()
            .metadata(m -> m.name("s").namespace("ns"))
            .addressType("IPv4")
            .endpoints(
                Endpoint.builder()
                    .addresses("192.0.2.1")
                    .hints(
                        h ->
                            h.forZones(zone("a"), zone("a"))
                                .forNodes(
                                    IntStream.range(0, 9)
                                        .mapToObj(i -> new ForNode("n" + i))
                                        .toList()))
                    .build())
            .build();
    assertThat(texts(Validation.create(EndpointSliceKind.ENDPOINT_SLICE, slice)))
        .containsExactly(
            "endpoints[0].hints.forZones[1].name: Duplicate value: \"a\"",
            "endpoints[0].hints.forNodes: Too many: 9: must have at most 8 items");
  }

  private static ForZone zone(String name) {
    return new ForZone(name);
  }
}

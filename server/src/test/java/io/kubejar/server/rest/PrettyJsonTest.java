package io.kubejar.server.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrettyJsonTest {
  private static final String COMPACT =
      "{\"a\":[1,{\"b\":\"x, {\\\"y\\\\\"}],\"c\":{},\"d\":[],\"e\":[[]]}";
  private static final String READABLE =
      """
      {
        "a": [
          1,
          {
            "b": "x, {\\"y\\\\"
          }
        ],
        "c": {},
        "d": [],
        "e": [
          []
        ]
      }\
      """;

  @Test
  void everyMemberAndElementHasALine() {
    assertThat(indented(List.of(COMPACT.getBytes(UTF_8)))).isEqualTo(READABLE);
  }

  @Test
  void itDoesNotMatterWhereADocumentIsCut() {
    var pieces = new ArrayList<byte[]>();
    for (byte b : COMPACT.getBytes(UTF_8)) {
      pieces.add(new byte[] {b});
      pieces.add(new byte[0]);
    }
    assertThat(indented(pieces)).isEqualTo(READABLE);
  }

  @Test
  void whatIsLongerThanAPieceComesInSeveral() {
    String text = "x".repeat(3 << 20);
    List<byte[]> pieces = PrettyJson.indent(List.of(("[\"" + text + "\"]").getBytes(UTF_8)));
    assertThat(pieces).hasSizeGreaterThan(2);
    assertThat(joined(pieces)).isEqualTo("[\n  \"" + text + "\"\n]");
  }

  private static String indented(List<byte[]> compact) {
    return joined(PrettyJson.indent(compact));
  }

  private static String joined(List<byte[]> pieces) {
    return new String(Answers.join(pieces.toArray(byte[][]::new)), UTF_8);
  }
}

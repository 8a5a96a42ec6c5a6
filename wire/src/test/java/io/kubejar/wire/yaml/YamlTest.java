package io.kubejar.wire.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.wire.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTest {
  private static final Path SAMPLES = Path.of("../../shared/kubernetes-1.36/serialization");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: yes|{\"a\":true}",
        "a: off|{\"a\":false}",
        "y: \"1\"|{\"true\":\"1\"}",
        "a: 'yes'|{\"a\":\"yes\"}",
        "a: ~|{\"a\":null}",
        "a:|{\"a\":null}",
        "a: 010|{\"a\":8}",
        "a: 0o10|{\"a\":8}",
        "a: 0x1F|{\"a\":31}",
        "a: 1_000|{\"a\":1000}",
        "a: 1.50|{\"a\":1.5}",
        "a: 1e3|{\"a\":1000}",
        "a: 1.2.3|{\"a\":\"1.2.3\"}",
        "a: 100m|{\"a\":\"100m\"}",
        "a: 2001-01-01|{\"a\":\"2001-01-01\"}",
        "a: !!str 5|{\"a\":\"5\"}",
        "a: !!binary aGk=|{\"a\":\"hi\"}",
        "8080: x|{\"8080\":\"x\"}",
        "{a: [1, b, {c: d}]}|{\"a\":[1,\"b\",{\"c\":\"d\"}]}",
        "{\"a\": \"\\u0041\"}|{\"a\":\"A\"}",
        "``|null",
      })
  void readsByTheRulesOfYaml11(String yaml, String json) {
    assertThat(Yaml.parse(bytes(yaml)).toJsonText()).isEqualTo(json);
  }

  @Test
  void readsAnchorsAndMerges() {
    String yaml = "base: &b {x: 1, y: [2]}\nuse: *b\nmore:\n  <<: *b\n  x: 3\n";
    assertThat(Yaml.parse(bytes(yaml)))
        .isEqualTo(
            JsonValue.parse(
                "{\"base\":{\"x\":1,\"true\":[2]},\"use\":{\"x\":1,\"true\":[2]},"
                    + "\"more\":{\"x\":3,\"true\":[2]}}"));
  }

  @Test
  void boundsWhatAliasesExpandTo() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + " ,").repeat(9) + "x"));
    }
    assertThatThrownBy(() -> Yaml.parse(bytes(yaml.toString())))
        .hasMessageContaining("excessive aliasing");
    assertThatThrownBy(() -> Yaml.parse(bytes("[".repeat(5_000))))
        .isInstanceOf(YamlException.class);
  }

  @Test
  void readsSeveralDocumentsAndNotesRepeatedKeys() {
    assertThat(Yaml.parseAll(bytes("---\na: 1\n---\n---\nb: 2\n...\n"))).hasSize(2);
    assertThat(Yaml.parseStrict(bytes("a: 1\nb: 2\na: 3\n")).findings())
        .containsExactly("line 3: key \"a\" already set in map");
  }

  @Test
  void saysWhereItIsWrong() {
    assertThatThrownBy(() -> Yaml.parse(bytes("a: [")))
        .hasMessage(
            "error converting YAML to JSON: yaml: line 1: did not find expected node content");
    assertThatThrownBy(() -> Yaml.parse(bytes("a: *x")))
        .hasMessageContaining("unknown anchor 'x' referenced");
  }

  @Test
  void printsBlocks() {
    JsonValue value =
        JsonValue.parse(
            "{\"b\":[{\"x\":1,\"w\":[]},[1,2],\"yes\"],\"a\":\"two\\nlines\\n\",\"c\":{},"
                + "\"d\":\"a: b\",\"e\":\"\",\"f\":null,\"g\":1.5,\"h\":\"-\"}");
    assertThat(Yaml.print(value))
        .isEqualTo(
            """
            a: |
              two
              lines
            b:
            - w: []
              x: 1
            - - 1
              - 2
            - "yes"
            c: {}
            d: 'a: b'
            e: ""
            f: null
            g: 1.5
            h: '-'
            """);
  }

  @Test
  void printsWhatReadsAsTheSame() {
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      JsonValue value = tree(random, 3);
      assertThat(Yaml.parse(bytes(Yaml.print(value)))).as(Yaml.print(value)).isEqualTo(value);
    }
  }

  private static JsonValue tree(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> JsonValue.Null.NULL;
      case 1 -> JsonValue.of(random.nextBoolean());
      case 2 -> JsonValue.of(random.nextLong());
      case 3 -> new JsonValue.Real((random.nextInt(1000) * 2 + 1) / 8.0);
      case 4 -> JsonValue.of(text(random));
      case 5 -> {
        List<JsonValue> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(tree(random, depth - 1));
        }
        yield new JsonValue.Array(items);
      }
      default -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          members.put(text(random), tree(random, depth - 1));
        }
        yield new JsonValue.Obj(members);
      }
    };
  }

  private static String text(Random random) {
    String alphabet = "ab0-: #'\"\n\t{}[],&*!|>%@`~yn.<=é\u2028\uD83D\uDE00\u0007?";
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(alphabet.length());
      if (Character.isSurrogate(alphabet.charAt(at))) {
        out.appendCodePoint(0x1F600);
      } else {
        out.append(alphabet.charAt(at));
      }
    }
    return out.toString();
  }

  /// Where the recordings are at hand.
  @Test
  void readsTheSamplesAsTheirJson() throws IOException {
    if (!Files.isDirectory(SAMPLES)) {
      return;
    }
    try (Stream<Path> files = Files.list(SAMPLES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        Path json = Path.of(file.toString().replaceFirst("yaml$", "json"));
        JsonValue expected = JsonValue.parse(Files.readAllBytes(json));
        assertThat(Yaml.parse(Files.readAllBytes(file))).as(file.toString()).isEqualTo(expected);
        assertThat(Yaml.parse(bytes(Yaml.print(expected)))).isEqualTo(expected);
      }
    }
  }
}

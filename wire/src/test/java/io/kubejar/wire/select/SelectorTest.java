package io.kubejar.wire.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
  private static final Map<String, String> WEB =
      Map.of("env", "prod", "tier", "web", "example.com/x", "", "cpu", "4");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "env=prod",
        "env==prod",
        "env in (prod,dev)",
        "env",
        "!other",
        "other!=x",
        "other notin (a)",
        "env = prod , tier = web",
        "env in (prod,,dev)",
        "example.com/x=",
        "example.com/x in ()",
        "example.com/x in (a,)",
        "cpu>3",
        "cpu<5",
        "env notin (dev)",
        "env!=dev,tier"
      })
  void matches(String selector) {
    assertThat(Labels.parse(selector).matches(WEB)).isTrue();
    assertThat(Labels.parse(Labels.parse(selector).toString())).isEqualTo(Labels.parse(selector));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env=dev",
        "env!=prod",
        "!env",
        "env in ()",
        "env=",
        "cpu>4",
        "cpu<4",
        "env>1",
        "other",
        "in",
        "in in (in)",
        "env in (prod),tier=db"
      })
  void doesNotMatch(String selector) {
    assertThat(Labels.parse(selector).matches(WEB)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "env in (prod|unable to parse requirement: found '', expected: ',' or ')'",
        "env in prod|unable to parse requirement: found 'prod' expected: '('",
        "=x|found '=', expected: !, identifier, or 'end of string'",
        "a=b=c|found '=', expected: ',' or 'end of string'",
        "a,,b|found ',', expected: identifier after ','",
        ",|found ',', expected: !, identifier, or 'end of string'",
        "!|unable to parse requirement: found '', expected: identifier",
        "!env=prod|found '=', expected: ',' or 'end of string'",
        "bad key=x|unable to parse requirement: found 'key', expected: in, notin, =, ==, !=, gt,"
            + " lt",
        "env=bad value|found 'value', expected: ',' or 'end of string'",
        "env gt 1|unable to parse requirement: found 'gt', expected: in, notin, =, ==, !=, gt, lt",
        "(env)|found '(', expected: !, identifier, or 'end of string'",
        "env in (prod),|found '', expected: identifier after ','",
      })
  void saysWhatItFound(String selector, String message) {
    assertThatThrownBy(() -> Labels.parse(selector)).hasMessage(message);
  }

  @Test
  void checksKeysAndValues() {
    assertThatThrownBy(() -> Labels.parse("-x=y"))
        .hasMessageStartingWith(
            "unable to parse requirement: <nil>: Invalid value: \"-x\": name part must consist of");
    assertThatThrownBy(() -> Labels.parse("env=" + "x".repeat(64)))
        .hasMessage(
            "unable to parse requirement: values[0][env]: Invalid value: \""
                + "x".repeat(64)
                + "\": must be no more than 63 bytes");
    assertThatThrownBy(() -> Labels.parse("x/y/z=1"))
        .hasMessageContaining("a valid label key must consist of");
    assertThat(LabelSyntax.keyErrors("Bad.example/x")).hasSize(1);
    assertThat(LabelSyntax.keyErrors("a-b.example.com/x_Y.z")).isEmpty();
    assertThat(LabelSyntax.keyErrors("a..b/x")).hasSize(1);
  }

  @Test
  void comesFromAnObject() {
    assertThat(Labels.of((LabelSelector) null).matches(WEB)).isFalse();
    assertThat(Labels.of(LabelSelector.builder().build()).isEverything()).isTrue();
    LabelSelector selector =
        LabelSelector.builder()
            .matchLabels(Map.of("env", "prod"))
            .matchExpressions(
                List.of(new LabelSelectorRequirement("tier", "In", List.of("web", "db"))))
            .build();
    assertThat(Labels.of(selector)).hasToString("env=prod,tier in (db,web)");
    assertThat(Labels.of(selector).matches(WEB)).isTrue();
    LabelSelector wrong =
        selector.toBuilder()
            .matchExpressions(List.of(new LabelSelectorRequirement("a", "Near", List.of())))
            .build();
    assertThatThrownBy(() -> Labels.of(wrong))
        .hasMessage("\"Near\" is not a valid label selector operator");
  }

  @Test
  void selectsByFields() {
    Fields fields = Fields.parse("metadata.name=a,spec.nodeName!=b\\,c");
    assertThat(fields.exactValue("metadata.name")).contains("a");
    assertThat(fields.matches(field -> field.equals("metadata.name") ? "a" : "")).isTrue();
    assertThat(fields.matches(field -> field.equals("metadata.name") ? "a" : "b,c")).isFalse();
    assertThat(Fields.parse(fields.toString())).isEqualTo(fields);
    assertThat(Fields.parse("").isEverything()).isTrue();
    assertThat(Fields.parse("=").matches(field -> "")).isTrue();
    assertThatThrownBy(() -> Fields.parse("metadata.name"))
        .hasMessage("invalid selector: 'metadata.name'; can't understand 'metadata.name'");
    assertThatThrownBy(() -> Fields.parse("metadata.name=\\"))
        .hasMessage("invalid field selector: invalid escape sequence: \\");
  }
}

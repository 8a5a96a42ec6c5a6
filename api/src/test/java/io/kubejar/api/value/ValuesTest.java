package io.kubejar.api.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({
    "2024-01-01T00:00:00Z,2024-01-01T00:00:00Z",
    "2024-01-01T00:00:00+02:00,2023-12-31T22:00:00Z",
    "2024-02-29T23:59:59.999999999-00:30,2024-03-01T00:29:59Z",
    "0001-01-01T00:00:00Z,0001-01-01T00:00:00Z"
  })
  void readsTimes(String text, String utc) {
    assertThat(Time.parse(text)).hasToString(utc);
    assertThat(Time.parse(utc)).isEqualTo(Time.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "yesterday|parsing time \"yesterday\" as \"2006-01-02T15:04:05Z07:00\": cannot parse"
            + " \"yesterday\" as \"2006\"",
        "2024-01-01|parsing time \"2024-01-01\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\""
            + " as \"T\"",
        "2024-02-30T00:00:00Z|parsing time \"2024-02-30T00:00:00Z\": day out of range",
        "2024-13-01T00:00:00Z|parsing time \"2024-13-01T00:00:00Z\": month out of range",
        "2024-01-01T24:00:00Z|parsing time \"2024-01-01T24:00:00Z\": hour out of range",
        "2024-01-01T00:00:00Zx|parsing time \"2024-01-01T00:00:00Zx\": extra text: \"x\"",
      })
  void saysWhyATimeIsNone(String text, String message) {
    assertThatThrownBy(() -> Time.parse(text)).hasMessage(message);
  }

  @Test
  void microTimesHaveSixDigits() {
    assertThat(MicroTime.parse("2024-01-01T00:00:00.000100+01:00"))
        .hasToString("2023-12-31T23:00:00.000100Z");
    assertThatThrownBy(() -> MicroTime.parse("2024-01-01T00:00:00Z"))
        .hasMessageContaining("cannot parse \"Z\" as \".000000\"");
    assertThatThrownBy(() -> MicroTime.parse("2024-01-01T00:00:00.1234567Z"))
        .hasMessageContaining("cannot parse \"7Z\" as \"Z07:00\"");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0s",
    "1h,1h0m0s",
    "90m,1h30m0s",
    "1h2m3.5s,1h2m3.5s",
    "1500ms,1.5s",
    "1.5ms,1.5ms",
    "3us,3µs",
    "7ns,7ns",
    "-1s,-1s",
    ".5s,500ms",
    "1m0.000000001s,1m0.000000001s"
  })
  void readsDurations(String text, String canonical) {
    assertThat(Duration.parse(text)).hasToString(canonical);
    assertThat(Duration.parse(canonical)).isEqualTo(Duration.parse(text));
  }

  @Test
  void saysWhyADurationIsNone() {
    assertThatThrownBy(() -> Duration.parse("1"))
        .hasMessage("time: missing unit in duration \"1\"");
    assertThatThrownBy(() -> Duration.parse("1x"))
        .hasMessage("time: unknown unit \"x\" in duration \"1x\"");
    assertThatThrownBy(() -> Duration.parse("s")).hasMessage("time: invalid duration \"s\"");
    assertThatThrownBy(() -> Duration.parse("")).hasMessage("time: invalid duration \"\"");
    assertThatThrownBy(() -> Duration.parse("9999999h"))
        .hasMessage("time: invalid duration \"9999999h\"");
  }

  @Test
  void durationsReadBack() {
    Random random = new Random(2);
    for (int i = 0; i < 5_000; i++) {
      Duration duration = new Duration(random.nextLong() >> random.nextInt(64));
      assertThat(Duration.parse(duration.toString())).isEqualTo(duration);
    }
    Duration least = new Duration(Long.MIN_VALUE);
    assertThat(Duration.parse(least.toString())).isEqualTo(least);
  }

  @Test
  void scalesCountsAndPercentages() {
    assertThat(IntOrString.of(5).scaled(100, true)).isEqualTo(5);
    assertThat(IntOrString.of("25%").scaled(10, true)).isEqualTo(3);
    assertThat(IntOrString.of("25%").scaled(10, false)).isEqualTo(2);
    assertThat(IntOrString.parse("80").intValue()).isEqualTo(80);
    assertThat(IntOrString.of("http").intValue()).isZero();
    assertThatThrownBy(() -> IntOrString.of("5").scaled(10, true))
        .hasMessage("invalid value for IntOrString: invalid type: string is not a percentage");
    assertThatThrownBy(() -> IntOrString.of("x%").scaled(10, true))
        .hasMessage(
            "invalid value for IntOrString: invalid value \"x%\": strconv.Atoi: parsing \"x\":"
                + " invalid syntax");
  }

  @Test
  void rawJsonIsCompact() {
    assertThat(RawJson.of("{ \"a<\" : [1, 2.0 ,\"x \\\" y\u2028\"] }\n"))
        .hasToString("{\"a\\u003c\":[1,2.0,\"x \\\" y\\u2028\"]}");
    assertThat(RawJson.of(" null ").isNull()).isTrue();
    assertThat(RawJson.of("\"é\"")).hasToString("\"é\"");
  }

  @Test
  void fieldSetsAreShared() {
    FieldsV1 one = FieldsV1.of("{\"f:spec\": {}}");
    byte[] padded = "xx{\"f:spec\":{}}".getBytes(StandardCharsets.UTF_8);
    assertThat(FieldsV1.shared(padded, 2, padded.length)).isSameAs(one);
  }

  @Test
  void base64NamesTheWrongByte() {
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(50)];
      random.nextBytes(bytes);
      String broken = Base64.getEncoder().encodeToString(bytes).replaceAll("(.{7})", "$1\n");
      assertThat(Bytes.base64(broken)).isEqualTo(Bytes.wrap(bytes));
    }
    assertThatThrownBy(() -> Bytes.base64("!")).hasMessage("illegal base64 data at input byte 0");
    assertThatThrownBy(() -> Bytes.base64("AA==x"))
        .hasMessage("illegal base64 data at input byte 4");
    assertThatThrownBy(() -> Bytes.base64("AAA")).hasMessage("illegal base64 data at input byte 0");
  }

  @Test
  void internsMostTexts() {
    Interner interner = new Interner(100);
    byte[] bytes = "a kind of text".getBytes(StandardCharsets.US_ASCII);
    String first = interner.internAscii(bytes, 2, 6);
    assertThat(first).isEqualTo("kind");
    assertThat(interner.internAscii(bytes, 2, 6)).isSameAs(first);
    assertThat(interner.intern(String.valueOf(first.toCharArray()))).isSameAs(first);
    for (int i = 0; i < 1_000; i++) {
      assertThat(interner.intern("k" + i)).isEqualTo("k" + i);
    }
  }
}

package io.kubejar.api.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.value.Quantity.Format;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @Test
  void digitsBeyondCountingAreReadAsWhatTheyAmountTo() {
    String zeros = "0".repeat(100_000);
    String nines = "9".repeat(100_000);
    assertThat(Quantity.parse(nines)).isEqualTo(Quantity.of(Long.MAX_VALUE));
    assertThat(Quantity.parse("-" + nines)).isEqualTo(Quantity.of(-Long.MAX_VALUE));
    assertThat(Quantity.parse("1." + zeros)).isEqualTo(Quantity.of(1));
    assertThat(Quantity.parse("1." + zeros + "1")).isEqualTo(Quantity.parse("1000000001n"));
    assertThat(Quantity.parse("0." + zeros + "1e100001")).isEqualTo(Quantity.of(1));
    assertThat(Quantity.parse("5" + zeros + "e-100000")).isEqualTo(Quantity.of(5));
    assertThat(Quantity.parse("0." + nines)).isEqualTo(Quantity.of(1));
    assertThat(Quantity.parse("0." + nines + "Ki")).isEqualTo(Quantity.of(1024));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "0m,0",
    "1,1",
    "100m,100m",
    "0.5,500m",
    "1000m,1",
    "1000,1k",
    "1000M,1G",
    "1024,1024",
    "1Ki,1Ki",
    "1024Mi,1Gi",
    "1.5Gi,1536Mi",
    "1000Ki,1000Ki",
    "1023Ki,1023Ki",
    ".5Mi,512Ki",
    ".001Ki,1024m",
    ".000001Ki,1024u",
    ".000000001Ki,1024n",
    ".000000000001Ki,2n",
    "1e3,1e3",
    "12e6,12e6",
    "1E1,10",
    "1e-3,1e-3",
    "1e31,10e30",
    "1E,1E",
    "10E,10E",
    "0.1m,100u",
    "0.1n,1n",
    "1.5n,2n",
    "-1.5n,-2n",
    "-5m,-5m",
    "+1,1",
    "00.50,500m",
    "-0.5Ki,-512",
    "9223372036854775808,9223372036854775807",
    "8Ei,9223372036854775807",
    "-100000000000000000000,-9223372036854775807",
    "1e-100000,1e-9"
  })
  void isCanonical(String text, String canonical) {
    assertThat(Quantity.parse(text)).hasToString(canonical);
    assertThat(Quantity.parse(canonical)).hasToString(canonical);
    assertThat(Quantity.parse(canonical)).isEqualTo(Quantity.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.1.M", "1+1.0M", "aoeu", " 1", "1 ", "1.0.0", "x"})
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> Quantity.parse(text))
        .hasMessage(
            "quantities must match the regular expression"
                + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1i", ".5i", "-3.01i", "-3.01e-", "1KiKi", "1ee3", "1mm", "--1"})
  void refusesOtherSuffixes(String text) {
    assertThatThrownBy(() -> Quantity.parse(text)).hasMessage("unable to parse quantity's suffix");
  }

  @Test
  void roundsUpToWholeUnits() {
    assertThat(Quantity.parse("1m").value()).isEqualTo(1);
    assertThat(Quantity.parse("-1m").value()).isEqualTo(-1);
    assertThat(Quantity.parse("1500m").value()).isEqualTo(2);
    assertThat(Quantity.parse("1u").milliValue()).isEqualTo(1);
    assertThat(Quantity.parse("2").milliValue()).isEqualTo(2000);
    assertThat(Quantity.parse("1Gi").value()).isEqualTo(1L << 30);
    assertThat(Quantity.parse("7Ei").milliValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(Quantity.parse("1e90").value()).isEqualTo(Long.MAX_VALUE);
    assertThat(Quantity.parse("1001u").roundUp(-3)).hasToString("2m");
  }

  @Test
  void keepsTheFormatOfTheFirst() {
    Quantity mebi = Quantity.parse("1Mi");
    assertThat(mebi.plus(Quantity.parse("1024k"))).hasToString("2024Ki");
    assertThat(mebi.plus(Quantity.parse("1Mi"))).hasToString("2Mi");
    assertThat(Quantity.ZERO.plus(mebi)).hasToString("1Mi");
    assertThat(Quantity.ZERO.minus(mebi)).hasToString("-1Mi");
    assertThat(Quantity.parse("1").minus(Quantity.parse("300m"))).hasToString("700m");
    assertThat(mebi.times(3)).hasToString("3Mi");
    assertThat(mebi.in(Format.DECIMAL_SI)).hasToString("1048576");
    assertThat(Quantity.of(Long.MAX_VALUE).plus(Quantity.of(1)))
        .isEqualTo(Quantity.of(BigDecimal.valueOf(2).pow(63), Format.DECIMAL_SI));
  }

  @Test
  void equalsByAmount() {
    assertThat(Quantity.parse("1Gi")).isEqualTo(Quantity.parse("1073741824"));
    assertThat(Quantity.parse("1Gi")).hasSameHashCodeAs(Quantity.parse("1073741824"));
    assertThat(Quantity.parse("1000m")).hasSameHashCodeAs(Quantity.parse("1"));
    assertThat(Quantity.parse("999m")).isLessThan(Quantity.parse("1"));
    assertThat(Quantity.parse("0Ki")).isEqualTo(Quantity.ZERO).hasSameHashCodeAs(Quantity.ZERO);
  }

  @Test
  void calculatesExactlyWithinTheNano() {
    String[] suffixes = {"n", "u", "m", "", "k", "M", "G", "Ki", "Mi", "Gi", "e3", "e-3"};
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      Quantity a = quantity(random, suffixes);
      Quantity b = quantity(random, suffixes);
      assertThat(a.plus(b).amount()).isEqualByComparingTo(a.amount().add(b.amount()));
      assertThat(a.minus(b).plus(b)).isEqualTo(a);
      assertThat(a.compareTo(b)).isEqualTo(a.amount().compareTo(b.amount()));
      assertThat(Quantity.parse(a.toString())).isEqualTo(a).hasToString(a.toString());
      assertThat(a.negate().negate()).isEqualTo(a).hasToString(a.toString());
      assertThat(BigDecimal.valueOf(a.value()))
          .isEqualByComparingTo(a.amount().setScale(0, RoundingMode.UP));
    }
  }

  private static Quantity quantity(Random random, String[] suffixes) {
    String number = Integer.toString(random.nextInt(2_000_000) - 1_000_000);
    String fraction = random.nextBoolean() ? "" : "." + random.nextInt(1000);
    return Quantity.parse(number + fraction + suffixes[random.nextInt(suffixes.length)]);
  }
}

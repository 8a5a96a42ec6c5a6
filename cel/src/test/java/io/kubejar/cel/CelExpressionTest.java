package io.kubejar.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.program.Budget;
import io.kubejar.cel.schema.CelSchema;
import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.Views;
import io.kubejar.wire.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What expressions compute.
final class CelExpressionTest {
  private static final CelEnvironment ENVIRONMENT =
      CelEnvironment.builder()
          .variable("object", CelSchema.Scalar.DYN)
          .variable("oldObject", CelSchema.Scalar.DYN)
          .build();
  private static final JsonValue OBJECT =
      JsonValue.parse(
          """
          {"metadata":{"name":"web","labels":{"app":"x"}},"spec":{"replicas":3,"on":true,
           "ports":[80,443],"items":[{"n":"a","v":1},{"n":"b","v":2}],"ratio":0.5,"none":null}}
          """);

  private static Object evaluate(String source) {
    return evaluate(source, Budget.of(Budget.REQUEST));
  }

  private static Object evaluate(String source, Budget budget) {
    try {
      return ENVIRONMENT
          .compile(source)
          .evaluate(
              new Bindings()
                  .bind("object", Views.of(OBJECT))
                  .bind("oldObject", JsonValue.Null.NULL),
              budget);
    } catch (CelCompileException e) {
      throw new AssertionError(e.issues(), e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "object.spec.replicas == 3",
        "object.spec.replicas == 3.0 && 3u < 4",
        "object.spec.replicas + 1 == 4 && 7 / 2 == 3 && -7 / 2 == -3 && 7 % 4 == 3",
        "object.spec.ratio * 2.0 == 1.0",
        "oldObject == null",
        "has(object.spec.on) && !has(object.spec.off)",
        "object.?spec.off.orValue(5) == 5",
        "object.?spec.?off.hasValue() == false",
        "object.spec.ports.all(p, p > 10) && object.spec.ports.exists_one(p, p == 80)",
        "object.spec.ports.map(p, p * 2) == [160, 886]",
        "object.spec.ports.filter(p, p > 100) == [443]",
        "object.spec.items.map(i, i.v > 1, i.n) == ['b']",
        "object.metadata.labels.all(k, k == 'app') && 'app' in object.metadata.labels",
        "443 in object.spec.ports && !(1 in object.spec.ports)",
        "object.spec.ports.all(i, p, i < 2 && p > 1)",
        "object.spec.ports.transformList(i, p, p + i) == [80, 444]",
        "object.metadata.labels.transformMap(k, v, k + v) == {'app': 'appx'}",
        "false && object.nope || true",
        "object.nope == 1 || true",
        "type(1) == int && type('a') == string",
        "'%s has %d of %.2f%%'.format([dyn('x'), 3, 1.5]) == 'x has 3 of 1.50%'",
        "'a-b-c'.split('-').join('+') == 'a+b+c' && 'abc'.substring(1, 2) == 'b'",
        "'Abc'.lowerAscii() == 'abc' && ' x '.trim() == 'x' && 'abc'.indexOf('c') == 2",
        "'aaa'.replace('a', 'b', 2) == 'bba' && 'abc'.charAt(1) == 'b'",
        "'abc 123 45'.findAll('[0-9]+') == ['123', '45'] && 'abc'.find('z') == ''",
        "[1, 2, 3].sum() == 6 && [1, 3, 2].max() == 3 && [3, 1].min() == 1",
        "[1, 2].isSorted() && ['a', 'b'].lastIndexOf('b') == 1",
        "sets.contains([1, 2], [2]) && sets.equivalent([1, 2], [2, 1]) && !sets.intersects([1],"
            + " [2])",
        "quantity('1Gi').isGreaterThan(quantity('500Mi')) && isQuantity('5m') && !isQuantity('zz')",
        "quantity('1').add(quantity('2')).asInteger() == 3 && quantity('50k').sub(1).sign() == 1",
        "ip('127.0.0.1').family() == 4 && ip('::1').isLoopback() && !isIP('1.2.3')",
        "ip.isCanonical('127.0.0.1') && !ip.isCanonical('::0001')",
        "string(ip('2001:DB8::1')) == '2001:db8::1'",
        "cidr('10.0.0.0/8').containsIP('10.1.2.3') &&"
            + " cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')",
        "cidr('192.168.1.5/24').masked() == cidr('192.168.1.0/24')",
        "cidr('10.0.0.0/8').prefixLength() == 8 && isCIDR('::/0')",
        "url('https://example.com:80/a?b=c').getHost() == 'example.com:80' && isURL('/x')",
        "url('https://example.com/a?b=c&b=d').getQuery() == {'b': ['c', 'd']}",
        "semver('1.2.3').isLessThan(semver('1.10.0')) &&"
            + " semver('1.0.0-a').isLessThan(semver('1.0.0'))",
        "isSemver('1.2.3') && !isSemver('v1.2') && isSemver('v1.2', true)",
        "!format.dns1123Label().validate('ok').hasValue() &&"
            + " format.dns1123Label().validate('No').hasValue()",
        "format.named('uuid').hasValue() && !format.named('zz').hasValue()",
        "duration('1h30m') == duration('90m') && string(duration('90s')) == '90s'",
        "timestamp('2024-01-02T03:04:05Z') + duration('1s') == timestamp('2024-01-02T03:04:06Z')",
        "timestamp('2024-01-02T03:04:05Z').getFullYear() == 2024",
        "timestamp('2024-01-02T23:04:05Z').getDayOfMonth('+02:00') == 2",
        "int('12') == 12 && double('1.5') == 1.5 && string(1.5) == '1.5' && bool('true')",
        "b'abc' == bytes('abc') && size('né') == 2",
        "[?optional.of(1), ?optional.none()] == [1]",
        "optional.of(1).optMap(x, x + 1).orValue(0) == 2",
        "{'a': 1}[?'b'].orValue(2) == 2 && [1, 2][?5].orValue(9) == 9",
        "object.spec.none == null",
        "'a' < 'b' && 'abc'.startsWith('ab') && 'abc'.matches('^a.c$')",
        "dyn([1, 2]) == [1, 2] && {'a': [1]} == {'a': [1]} && {'a': 1} != {'a': 2}",
        "strings.quote('a\"b') == '\"a\\\\\"b\"'",
      })
  void holds(String source) {
    assertThat(evaluate(source)).isEqualTo(true);
  }

  @Test
  void errorsHaveUpstreamsWords() {
    assertFails("object.data.size() < 3", "no such key: data");
    assertFails("object.data['k'] == 'v'", "no such key: data");
    assertFails("object.metadata.labels['k'] == 'v'", "no such key: k");
    assertFails("object.spec.ports[7] == 1", "index out of bounds: 7");
    assertFails("10 / (object.spec.replicas - 3) > 1", "division by zero");
    assertFails("object.spec.replicas.size() > 1", "no such overload");
    assertFails("cidr('10.0.0.0/8').containsIP('nope')", "no such overload");
    assertFails("9223372036854775807 + object.spec.replicas > 0", "integer overflow");
    assertFails("int('x') == 1", "strconv.ParseInt: parsing \"x\": invalid syntax");
    assertFails("object.nope == 1 || false", "no such key: nope");
    assertFails(
        "quantity('zz').sign() == 1",
        "quantities must match the regular expression"
            + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
  }

  private static void assertFails(String source, String message) {
    assertThatThrownBy(() -> evaluate(source)).isInstanceOf(CelError.class).hasMessage(message);
  }

  @Test
  void anEvaluationThatCostsTooMuchEnds() {
    String numbers = "[0,1,2,3,4,5,6,7,8,9]";
    String loops = "true";
    for (String variable : "a b c d e f g h".split(" ")) {
      loops = numbers + ".all(" + variable + ", " + loops + ")";
    }
    String source = loops;
    assertThatThrownBy(() -> evaluate(source))
        .isInstanceOfSatisfying(
            Budget.Exceeded.class, e -> assertThat(e.limit()).isEqualTo(Budget.Exceeded.Limit.CALL))
        .hasMessage("operation cancelled: actual cost limit exceeded");
  }

  @Test
  void evaluationsShareABudget() {
    Budget budget = Budget.of(10);
    evaluate("object.spec.on", budget);
    assertThat(budget.remaining()).isEqualTo(7);
    assertThatThrownBy(() -> evaluate("[1, 2] == [1, 2]", budget))
        .isInstanceOfSatisfying(
            Budget.Exceeded.class,
            e -> assertThat(e.limit()).isEqualTo(Budget.Exceeded.Limit.TOTAL));
  }

  @Test
  void anInterruptedThreadStopsEvaluating() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () ->
                  evaluate(
                      "[0,1,2,3,4,5,6,7,8,9].all(a, [0,1,2,3,4,5,6,7,8,9].all(b, a + b >= 0))"))
          .hasMessage("operation interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}

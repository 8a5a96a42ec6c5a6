package io.kubejar.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubejar.cel.cost.CostLimits;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.program.Budget;
import io.kubejar.cel.schema.CelSchema;
import io.kubejar.cel.schema.StructuralTypes;
import io.kubejar.cel.value.Views;
import io.kubejar.wire.json.JsonValue;
import org.junit.jupiter.api.Test;

/// What is accepted as an expression, and how it is refused.
final class CelEnvironmentTest {
  private static final CelEnvironment OBJECT =
      CelEnvironment.builder().variable("object", CelSchema.Scalar.DYN).build();

  private static CelEnvironment self(String schema) {
    CelSchema type = StructuralTypes.of("self", (JsonValue.Obj) JsonValue.parse(schema), false);
    return CelEnvironment.builder()
        .variable("self", java.util.Objects.requireNonNull(type))
        .build();
  }

  private static String issues(CelEnvironment environment, String source) {
    return catchThrowableOfType(CelCompileException.class, () -> environment.compile(source))
        .issues();
  }

  @Test
  void syntaxErrorsMarkThePlace() {
    assertThat(issues(OBJECT, "object."))
        .isEqualTo(
            "ERROR: <input>:1:8: Syntax error: no viable alternative at input '.'\n"
                + " | object.\n | .......^");
    assertThat(issues(OBJECT, "x +"))
        .isEqualTo(
            "ERROR: <input>:1:4: Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(',"
                + " '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING,"
                + " BYTES, IDENTIFIER}\n | x +\n | ...^");
  }

  @Test
  void typeErrorsMarkThePlace() {
    assertThat(issues(OBJECT, "a == b"))
        .isEqualTo(
            "ERROR: <input>:1:1: undeclared reference to 'a' (in container '')\n | a == b\n | ^\n"
                + "ERROR: <input>:1:6: undeclared reference to 'b' (in container '')\n"
                + " | a == b\n | .....^");
    assertThat(issues(OBJECT, "1 + 'a' == 2"))
        .isEqualTo(
            "ERROR: <input>:1:3: found no matching overload for '_+_' applied to '(int, string)'\n"
                + " | 1 + 'a' == 2\n | ..^");
  }

  @Test
  void membersAreThoseOfTheSchema() throws CelCompileException {
    CelEnvironment self =
        self(
            """
            {"type":"object","properties":{"a":{"type":"string"},"x-y":{"type":"integer"},
             "namespace":{"type":"string"},"when":{"type":"string","format":"date-time"},
             "set":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
             "port":{"x-kubernetes-int-or-string":true},"ratio":{"type":"number"}}}
            """);
    assertThat(issues(self, "self.b == 1"))
        .isEqualTo("ERROR: <input>:1:5: undefined field 'b'\n | self.b == 1\n | ....^");
    Object value =
        Views.of(
            JsonValue.parse(
                """
                {"a":"1","x-y":5,"namespace":"n","when":"2024-01-01T00:00:00Z","set":["b","a"],
                 "port":"http","ratio":1}
                """),
            StructuralTypes.of(
                "self",
                (JsonValue.Obj)
                    JsonValue.parse(
                        """
                        {"type":"object","properties":{"a":{"type":"string"},
                         "x-y":{"type":"integer"},"namespace":{"type":"string"},
                         "when":{"type":"string","format":"date-time"},
                         "set":{"type":"array","x-kubernetes-list-type":"set",
                                "items":{"type":"string"}},
                         "port":{"x-kubernetes-int-or-string":true},"ratio":{"type":"number"}}}
                        """),
                false));
    for (String rule :
        new String[] {
          "self.x__dash__y == 5",
          "self.__namespace__ == 'n'",
          "self.when.getFullYear() == 2024",
          "self.set == self.set + ['a']",
          "self.port == 'http'",
          "self.ratio / 2.0 == 0.5",
        }) {
      assertThat(
              self.compile(rule)
                  .evaluate(new Bindings().bind("self", value), Budget.of(Budget.REQUEST)))
          .as(rule)
          .isEqualTo(rule.contains("set") ? (Object) false : true);
    }
  }

  @Test
  void mutationsMakeObjectsAndPatches() throws CelCompileException {
    CelEnvironment environment =
        CelEnvironment.builder().variable("object", CelSchema.Scalar.DYN).mutations().build();
    CelExpression apply =
        environment.compile(
            "Object{spec: Object.spec{containers: object.names.map(n, Object.spec.containers{name:"
                + " n})}}");
    assertThat(apply.resultType()).isEqualTo("Object");
    Object made =
        apply.evaluate(
            new Bindings().bind("object", Views.of(JsonValue.parse("{\"names\":[\"a\"]}"))),
            Budget.of(Budget.REQUEST));
    assertThat(Views.toJson(made).toJsonText())
        .isEqualTo("{\"spec\":{\"containers\":[{\"name\":\"a\"}]}}");
    assertThat(environment.compile("[JSONPatch{op: 'add', path: '/a', value: 1}]").resultType())
        .isEqualTo("list(JSONPatch)");
  }

  @Test
  void costsGrowWithWhatTheSchemaAllows() throws CelCompileException {
    CelEnvironment unbounded =
        self("{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}");
    long cost =
        unbounded
            .compile("self.all(x, x.all(y, self.exists(z, z.exists(w, w.contains(y)))))")
            .estimatedCost()
            .max();
    assertThat(CostLimits.exceeded("estimated rule cost", cost, CostLimits.RULE))
        .isEqualTo(
            "estimated rule cost exceeds budget by factor of more than 100x (try simplifying the"
                + " rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and"
                + " strings are declared)");
    CelEnvironment bounded =
        self(
            "{\"type\":\"array\",\"maxItems\":5,\"items\":{\"type\":\"string\",\"maxLength\":10}}");
    assertThat(bounded.compile("self.all(x, x.startsWith('i'))").estimatedCost().max())
        .isLessThan(100);
  }
}

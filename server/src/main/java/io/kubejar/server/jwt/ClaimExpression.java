package io.kubejar.server.jwt;

import io.kubejar.cel.CelCompileException;
import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.CelExpression;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.program.Budget;
import io.kubejar.cel.schema.CelSchema;
import io.kubejar.cel.schema.CelSchema.ListOf;
import io.kubejar.cel.schema.CelSchema.MapOf;
import io.kubejar.cel.schema.CelSchema.Scalar;
import io.kubejar.cel.schema.CelSchema.Struct;
import io.kubejar.cel.schema.CelSchema.Text;
import io.kubejar.cel.value.Views;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.Map;
import java.util.regex.Pattern;

/// A compiled expression over `claims` or over `user`.
public final class ClaimExpression {
  private static final long MANY = CelSchema.MAX_REQUEST_BYTES / 3;
  private static final CelEnvironment CLAIMS =
      CelEnvironment.builder().variable("claims", new MapOf(Scalar.DYN, MANY)).build();
  private static final CelEnvironment USER =
      CelEnvironment.builder().variable("user", user()).build();

  private final String variable;
  private final CelExpression compiled;

  private ClaimExpression(String variable, CelExpression compiled) {
    this.variable = variable;
    this.compiled = compiled;
  }

  static ClaimExpression ofClaims(String source) throws CelCompileException {
    return new ClaimExpression("claims", CLAIMS.compile(source));
  }

  static ClaimExpression ofUser(String source) throws CelCompileException {
    return new ClaimExpression("user", USER.compile(source));
  }

  String source() {
    return compiled.source();
  }

  /// The type of its values, in the words of the language.
  String type() {
    return compiled.resultType();
  }

  /// Whether it looks at a claim.
  boolean uses(String claim) {
    return Pattern.compile("claims\\.\\??" + Pattern.quote(claim) + "(?![A-Za-z0-9_])")
        .matcher(source())
        .find();
  }

  /// The value; throws [io.kubejar.cel.value.CelError].
  JsonValue evaluate(Obj document) {
    return Views.toJson(
        compiled.evaluate(
            new Bindings().bind(variable, Views.of(document)), Budget.of(Budget.REQUEST)));
  }

  private static CelSchema user() {
    CelSchema text = Text.UNBOUNDED;
    CelSchema texts = ListOf.atomic(text, MANY);
    return Struct.of(
        "kubernetes.UserInfo",
        Map.of("username", text, "uid", text, "groups", texts, "extra", new MapOf(texts, MANY)));
  }
}

package io.kubejar.controllers.policystatus;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.admissionregistration.v1.ExpressionWarning;
import io.kubejar.api.admissionregistration.v1.MatchResources;
import io.kubejar.api.admissionregistration.v1.NamedRuleWithOperations;
import io.kubejar.api.admissionregistration.v1.ParamKind;
import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicySpec;
import io.kubejar.api.admissionregistration.v1.Validation;
import io.kubejar.api.admissionregistration.v1.Variable;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.cel.CelCompileException;
import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.schema.CelSchema;
import io.kubejar.cel.schema.KindTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks a policy's expressions against the types of the built-in kinds that it names.
///
/// Rules with wildcards name none; of the kinds of one rule at most ten are looked at.
final class TypeCheck {
  private static final int MOST = 10;
  private static final Comparator<Names> ORDER =
      Comparator.comparing(Names::group).thenComparing(Names::version).thenComparing(Names::kind);

  private TypeCheck() {}

  static List<ExpressionWarning> warnings(ValidatingAdmissionPolicy policy) {
    ValidatingAdmissionPolicySpec spec = policy.spec();
    Map<Kind<?>, CelEnvironment> environments = environments(spec);
    List<ExpressionWarning> warnings = new ArrayList<>();
    for (int i = 0; i < spec.validations().size(); i++) {
      Validation validation = spec.validations().get(i);
      String path = "spec.validations[" + i + "].";
      check(path + "expression", validation.expression(), environments, warnings);
      if (!validation.messageExpression().isEmpty()) {
        check(path + "messageExpression", validation.messageExpression(), environments, warnings);
      }
    }
    return warnings;
  }

  private static void check(
      String path,
      String expression,
      Map<Kind<?>, CelEnvironment> environments,
      List<ExpressionWarning> warnings) {
    StringBuilder text = new StringBuilder();
    environments.forEach(
        (kind, environment) -> {
          try {
            environment.compile(expression);
          } catch (CelCompileException e) {
            text.append(kind.names().apiVersion().contains("/") ? "" : "/")
                .append(kind.names().apiVersion())
                .append(", Kind=")
                .append(kind.names().kind())
                .append(": ")
                .append(e.issues())
                .append('\n');
          }
        });
    if (!text.isEmpty()) {
      warnings.add(ExpressionWarning.builder().fieldRef(path).warning(text.toString()).build());
    }
  }

  private static Map<Kind<?>, CelEnvironment> environments(ValidatingAdmissionPolicySpec spec) {
    Map<Kind<?>, CelEnvironment> environments = new LinkedHashMap<>();
    for (Kind<?> kind : kinds(spec.matchConstraints())) {
      CelSchema type = KindTypes.of(kind.codec().schema());
      CelEnvironment.Builder builder =
          CelEnvironment.builder()
              .variable("object", type)
              .variable("oldObject", type)
              .variable("request", CelSchema.Scalar.DYN)
              .variable("namespaceObject", KindTypes.of(NamespaceKind.NAMESPACE.codec().schema()))
              .variable("authorizer", new CelSchema.Opaque("kubernetes.authorization.Authorizer"))
              .variable("variables", variables(spec.variables()));
      ParamKind params = spec.paramKind();
      if (params != null) {
        builder.variable("params", params(params));
      }
      environments.put(kind, builder.build());
    }
    return environments;
  }

  /// What variables are is found out only when they are evaluated.
  private static CelSchema variables(List<Variable> variables) {
    Map<String, CelSchema> fields = new HashMap<>();
    variables.forEach(variable -> fields.put(variable.name(), CelSchema.Scalar.DYN));
    return CelSchema.Struct.of("kubernetes.variables", fields);
  }

  private static CelSchema params(ParamKind wanted) {
    for (Kind<?> kind : BuiltInKinds.ALL) {
      if (kind.names().apiVersion().equals(wanted.apiVersion())
          && kind.names().kind().equals(wanted.kind())) {
        return KindTypes.of(kind.codec().schema());
      }
    }
    return CelSchema.Scalar.DYN;
  }

  private static Set<Kind<?>> kinds(@Nullable MatchResources matches) {
    Set<Kind<?>> kinds = new LinkedHashSet<>();
    if (matches == null) {
      return kinds;
    }
    for (NamedRuleWithOperations rule : matches.resourceRules()) {
      int count = 0;
      for (String group : named(rule.apiGroups())) {
        for (String version : named(rule.apiVersions())) {
          for (String resource : named(rule.resources())) {
            Kind<?> kind = find(group, version, resource);
            if (kind != null && count < MOST) {
              kinds.add(kind);
              count++;
            }
          }
        }
      }
    }
    List<Kind<?>> sorted = new ArrayList<>(kinds);
    sorted.sort((one, other) -> ORDER.compare(one.names(), other.names()));
    return new LinkedHashSet<>(sorted);
  }

  /// The names, sorted, without wildcards and subresources.
  private static Set<String> named(List<String> names) {
    Set<String> named = new TreeSet<>(names);
    named.removeIf(name -> name.contains("*") || name.contains("/"));
    return named;
  }

  private static @Nullable Kind<?> find(String group, String version, String resource) {
    for (Kind<?> kind : BuiltInKinds.ALL) {
      Names names = kind.names();
      if (names.group().equals(group)
          && names.version().equals(version)
          && names.plural().equals(resource)) {
        return kind;
      }
    }
    return null;
  }
}

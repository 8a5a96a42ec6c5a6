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
import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.apiextensions.v1.CustomResourceValidation;
import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.apiextensions.v1.JSONSchemaPropsCodec;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.cel.CelCompileException;
import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.schema.CelSchema;
import io.kubejar.cel.schema.KindTypes;
import io.kubejar.cel.schema.StructuralTypes;
import io.kubejar.client.Lister;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks a policy's expressions against the types of the kinds that it names.
///
/// Rules with wildcards name none; of the kinds of one rule at most ten are looked at.
///
/// @param definitions the kinds that are defined through the API
record TypeCheck(Lister<CustomResourceDefinition> definitions) {
  private static final int MOST = 10;
  private static final Comparator<GroupVersionKind> ORDER =
      Comparator.comparing(GroupVersionKind::group)
          .thenComparing(GroupVersionKind::version)
          .thenComparing(GroupVersionKind::kind);

  /// A type that expressions may be about.
  ///
  /// @param name `group/version, Kind=kind`
  private record Checked(GroupVersionKind name, CelSchema type) {}

  List<ExpressionWarning> warnings(ValidatingAdmissionPolicy policy) {
    ValidatingAdmissionPolicySpec spec = policy.spec();
    Map<GroupVersionKind, CelEnvironment> environments = environments(spec);
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
      Map<GroupVersionKind, CelEnvironment> environments,
      List<ExpressionWarning> warnings) {
    StringBuilder text = new StringBuilder();
    environments.forEach(
        (kind, environment) -> {
          try {
            environment.compile(expression);
          } catch (CelCompileException e) {
            text.append(kind.group().isEmpty() ? "/" : "")
                .append(kind)
                .append(": ")
                .append(e.issues())
                .append('\n');
          }
        });
    if (!text.isEmpty()) {
      warnings.add(ExpressionWarning.builder().fieldRef(path).warning(text.toString()).build());
    }
  }

  private Map<GroupVersionKind, CelEnvironment> environments(ValidatingAdmissionPolicySpec spec) {
    Map<GroupVersionKind, CelEnvironment> environments = new LinkedHashMap<>();
    for (Checked kind : kinds(spec.matchConstraints())) {
      CelSchema type = kind.type();
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
      environments.put(kind.name(), builder.build());
    }
    return environments;
  }

  /// What variables are is found out only when they are evaluated.
  private static CelSchema variables(List<Variable> variables) {
    Map<String, CelSchema> fields = new HashMap<>();
    variables.forEach(variable -> fields.put(variable.name(), CelSchema.Scalar.DYN));
    return CelSchema.Struct.of("kubernetes.variables", fields);
  }

  private CelSchema params(ParamKind wanted) {
    for (Kind<?> kind : BuiltInKinds.ALL) {
      if (kind.names().apiVersion().equals(wanted.apiVersion())
          && kind.names().kind().equals(wanted.kind())) {
        return KindTypes.of(kind.codec().schema());
      }
    }
    for (CustomResourceDefinition definition : definitions.list()) {
      if (definition.spec().names().kind().equals(wanted.kind())) {
        for (CustomResourceDefinitionVersion version : definition.spec().versions()) {
          if (wanted.apiVersion().equals(definition.spec().group() + "/" + version.name())) {
            return type(version);
          }
        }
      }
    }
    return CelSchema.Scalar.DYN;
  }

  private List<Checked> kinds(@Nullable MatchResources matches) {
    Map<GroupVersionKind, Checked> kinds = new TreeMap<>(ORDER);
    if (matches == null) {
      return List.of();
    }
    for (NamedRuleWithOperations rule : matches.resourceRules()) {
      int count = 0;
      for (String group : named(rule.apiGroups())) {
        for (String version : named(rule.apiVersions())) {
          for (String resource : named(rule.resources())) {
            Checked kind = find(group, version, resource);
            if (kind != null && count < MOST) {
              kinds.put(kind.name(), kind);
              count++;
            }
          }
        }
      }
    }
    return List.copyOf(kinds.values());
  }

  /// The names, sorted, without wildcards and subresources.
  private static Set<String> named(List<String> names) {
    Set<String> named = new TreeSet<>(names);
    named.removeIf(name -> name.contains("*") || name.contains("/"));
    return named;
  }

  private @Nullable Checked find(String group, String version, String resource) {
    for (Kind<?> kind : BuiltInKinds.ALL) {
      Names names = kind.names();
      if (names.group().equals(group)
          && names.version().equals(version)
          && names.plural().equals(resource)) {
        return new Checked(names.gvk(), KindTypes.of(kind.codec().schema()));
      }
    }
    CustomResourceDefinition definition = definitions.get("", resource + "." + group);
    if (definition == null) {
      return null;
    }
    for (CustomResourceDefinitionVersion each : definition.spec().versions()) {
      if (each.served() && each.name().equals(version)) {
        String kind = definition.spec().names().kind();
        return new Checked(new GroupVersionKind(group, version, kind), type(each));
      }
    }
    return null;
  }

  /// What expressions may say of objects of a version.
  private static CelSchema type(CustomResourceDefinitionVersion version) {
    CustomResourceValidation validation = version.schema();
    JSONSchemaProps props = validation == null ? null : validation.openAPIV3Schema();
    if (props == null) {
      return CelSchema.Scalar.DYN;
    }
    var json =
        (JsonValue.Obj) JsonValue.parse(JsonEncoder.encode(JSONSchemaPropsCodec.INSTANCE, props));
    CelSchema type = StructuralTypes.of("kubernetes.custom", json, true);
    return type == null ? CelSchema.Scalar.DYN : type;
  }
}

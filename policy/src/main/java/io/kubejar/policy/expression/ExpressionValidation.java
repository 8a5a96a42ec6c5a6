package io.kubejar.policy.expression;

import io.kubejar.api.admissionregistration.v1.AuditAnnotation;
import io.kubejar.api.admissionregistration.v1.MatchCondition;
import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicy;
import io.kubejar.api.admissionregistration.v1.MutatingWebhookConfiguration;
import io.kubejar.api.admissionregistration.v1.Mutation;
import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.kubejar.api.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.kubejar.api.admissionregistration.v1.Validation;
import io.kubejar.api.admissionregistration.v1.Variable;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.resource.v1.DeviceClass;
import io.kubejar.api.resource.v1.ResourceClaim;
import io.kubejar.api.resource.v1.ResourceClaimTemplate;
import io.kubejar.cel.CelCompileException;
import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.CelExpression;
import io.kubejar.cel.schema.CelSchema;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Refuses configurations whose expressions do not compile or are of a wrong type.
///
/// Expressions that were stored before are not looked at again, so that a configuration written by
/// an older or newer version can still be changed.
public final class ExpressionValidation implements AdmissionPlugin {
  static final List<String> BOOL = List.of("bool");
  private static final List<String> STRING = List.of("string");
  private static final List<String> ANYTHING = List.of();

  @Override
  public String name() {
    return "ExpressionValidation";
  }

  @Override
  public <T extends ApiObject> void check(Admission<T> admission, FieldErrors errors) {
    boolean write =
        admission.operation() == Operation.CREATE || admission.operation() == Operation.UPDATE;
    if (!write || !admission.subresource().isEmpty()) {
      return;
    }
    switch (admission.object()) {
      case ValidatingAdmissionPolicy policy
          when !(admission.old() instanceof ValidatingAdmissionPolicy old
              && old.spec().equals(policy.spec())) ->
          check(policy, errors);
      case MutatingAdmissionPolicy policy
          when !(admission.old() instanceof MutatingAdmissionPolicy old
              && old.spec().equals(policy.spec())) ->
          check(policy, errors);
      case ValidatingWebhookConfiguration configuration
          when !(admission.old() instanceof ValidatingWebhookConfiguration old
              && old.webhooks().equals(configuration.webhooks())) -> {
        for (int i = 0; i < configuration.webhooks().size(); i++) {
          conditions(
              configuration.webhooks().get(i).matchConditions(),
              Path.of("webhooks").index(i),
              Environments.conditions(),
              errors);
        }
      }
      case MutatingWebhookConfiguration configuration
          when !(admission.old() instanceof MutatingWebhookConfiguration old
              && old.webhooks().equals(configuration.webhooks())) -> {
        for (int i = 0; i < configuration.webhooks().size(); i++) {
          conditions(
              configuration.webhooks().get(i).matchConditions(),
              Path.of("webhooks").index(i),
              Environments.conditions(),
              errors);
        }
      }
      case DeviceClass device
          when !(admission.old() instanceof DeviceClass old && old.spec().equals(device.spec())) ->
          DeviceSelectors.check(device.spec().selectors(), Path.of("spec", "selectors"), errors);
      case ResourceClaim claim when admission.old() == null ->
          DeviceSelectors.checkRequests(claim.spec(), Path.of("spec"), errors);
      case ResourceClaimTemplate template when admission.old() == null ->
          DeviceSelectors.checkRequests(template.spec().spec(), Path.of("spec", "spec"), errors);
      case null, default -> {}
    }
  }

  private static void check(ValidatingAdmissionPolicy policy, FieldErrors errors) {
    Path spec = Path.of("spec");
    CelEnvironment base = Environments.policy(policy.spec().paramKind() != null);
    CelEnvironment environment = variables(policy.spec().variables(), spec, base, errors);
    conditions(policy.spec().matchConditions(), spec, base, errors);
    for (int i = 0; i < policy.spec().validations().size(); i++) {
      Validation validation = policy.spec().validations().get(i);
      Path path = spec.child("validations").index(i);
      compile(validation.expression(), BOOL, environment, path.child("expression"), errors);
      compile(
          validation.messageExpression(),
          STRING,
          environment,
          path.child("messageExpression"),
          errors);
    }
    for (int i = 0; i < policy.spec().auditAnnotations().size(); i++) {
      AuditAnnotation annotation = policy.spec().auditAnnotations().get(i);
      compile(
          annotation.valueExpression(),
          List.of("string", "null_type"),
          environment,
          spec.child("auditAnnotations").index(i).child("valueExpression"),
          errors);
    }
  }

  private static void check(MutatingAdmissionPolicy policy, FieldErrors errors) {
    Path spec = Path.of("spec");
    CelEnvironment base = Environments.mutation(policy.spec().paramKind() != null);
    CelEnvironment environment = variables(policy.spec().variables(), spec, base, errors);
    conditions(
        policy.spec().matchConditions(),
        spec,
        Environments.policy(policy.spec().paramKind() != null),
        errors);
    for (int i = 0; i < policy.spec().mutations().size(); i++) {
      Mutation mutation = policy.spec().mutations().get(i);
      Path path = spec.child("mutations").index(i);
      if (mutation.applyConfiguration() != null) {
        compile(
            mutation.applyConfiguration().expression(),
            List.of("Object"),
            environment,
            path.child("applyConfiguration").child("expression"),
            errors);
      }
      if (mutation.jsonPatch() != null) {
        compile(
            mutation.jsonPatch().expression(),
            List.of("list(JSONPatch)"),
            environment,
            path.child("jsonPatch").child("expression"),
            errors);
      }
    }
  }

  private static CelEnvironment variables(
      List<Variable> variables, Path spec, CelEnvironment base, FieldErrors errors) {
    Map<String, CelSchema> fields = new LinkedHashMap<>();
    CelEnvironment environment = with(base, fields);
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      Path path = spec.child("variables").index(i).child("expression");
      CelSchema type = compile(variable.expression(), ANYTHING, environment, path, errors);
      fields.put(variable.name(), type);
      environment = with(base, fields);
    }
    return environment;
  }

  private static CelEnvironment with(CelEnvironment base, Map<String, CelSchema> fields) {
    return base.with("variables", CelSchema.Struct.of("kubernetes.variables", Map.copyOf(fields)));
  }

  private static void conditions(
      List<MatchCondition> conditions,
      Path parent,
      CelEnvironment environment,
      FieldErrors errors) {
    for (int i = 0; i < conditions.size(); i++) {
      compile(
          conditions.get(i).expression(),
          BOOL,
          environment,
          parent.child("matchConditions").index(i).child("expression"),
          errors);
    }
  }

  /// The form of the expression's values; what an empty one lacks is said by the kind itself.
  static CelSchema compile(
      String source,
      List<String> types,
      CelEnvironment environment,
      Path path,
      FieldErrors errors) {
    if (source.isBlank()) {
      return CelSchema.Scalar.DYN;
    }
    try {
      CelExpression expression = environment.compile(source);
      String type = expression.resultType().equals("null") ? "null_type" : expression.resultType();
      if (!types.isEmpty() && !types.contains(type)) {
        errors.invalid(
            path,
            source,
            types.size() == 1
                ? "must evaluate to %s but got %s".formatted(types.getFirst(), type)
                : "must evaluate to one of [%s] but got %s"
                    .formatted(String.join(" ", types), type));
      }
      return expression.resultSchema();
    } catch (CelCompileException e) {
      errors.invalid(path, source, e.failure());
      return CelSchema.Scalar.DYN;
    }
  }
}

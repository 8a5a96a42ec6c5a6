package io.kubejar.server.extension;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.apiextensions.v1.CustomResourceValidation;
import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Path;
import io.kubejar.server.extension.schema.DeclaredSchema;
import io.kubejar.server.spi.StatefulRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What has to hold for definitions beyond the rules of their kind: schemas that the server can
/// work with, and an approval where the group is the project's own.
public final class DefinitionRule implements StatefulRule<CustomResourceDefinition> {
  @Override
  public Kind<CustomResourceDefinition> kind() {
    return CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION;
  }

  @Override
  public List<FieldError> validate(
      CustomResourceDefinition definition, @Nullable CustomResourceDefinition old) {
    FieldErrors errors = new FieldErrors();
    boolean sameSchemas = old != null && definition.spec().versions().equals(old.spec().versions());
    if (!sameSchemas) {
      schemas(definition, errors);
    }
    approval(definition, old, errors);
    return errors.toList();
  }

  private static void schemas(CustomResourceDefinition definition, FieldErrors errors) {
    List<CustomResourceDefinitionVersion> versions = definition.spec().versions();
    boolean shared =
        versions.stream().map(version -> Objects.toString(schema(version))).distinct().count() == 1;
    for (int i = 0; i < versions.size(); i++) {
      JSONSchemaProps schema = schema(versions.get(i));
      Path at =
          shared
              ? Path.of("spec", "validation")
              : Path.of("spec", "versions").index(i).child("schema");
      if (schema != null) {
        DeclaredSchema.check(schema, at.child("openAPIV3Schema"), errors);
      }
      if (shared) {
        return;
      }
    }
  }

  private static @Nullable JSONSchemaProps schema(CustomResourceDefinitionVersion version) {
    CustomResourceValidation validation = version.schema();
    return validation == null ? null : validation.openAPIV3Schema();
  }

  private static void approval(
      CustomResourceDefinition definition,
      @Nullable CustomResourceDefinition old,
      FieldErrors errors) {
    ApiApproval approval = ApiApproval.of(definition);
    ApiApproval before = old == null ? null : ApiApproval.of(old);
    if (approval == null
        || !approval.missing()
        || before != null && before.reason().equals(approval.reason())) {
      return;
    }
    Path path = Path.of("metadata", "annotations").key(ApiApproval.ANNOTATION);
    String said = definition.metadata().annotations().get(ApiApproval.ANNOTATION);
    if (said == null || said.isEmpty()) {
      errors.required(path, approval.message());
    } else {
      errors.invalid(path, said, approval.message());
    }
  }
}

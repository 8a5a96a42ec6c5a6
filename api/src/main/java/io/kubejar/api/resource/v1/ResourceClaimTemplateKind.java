package io.kubejar.api.resource.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.ObjectMetaValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `resourceclaimtemplates` resource: names and rules of [ResourceClaimTemplate].
public final class ResourceClaimTemplateKind implements Kind<ResourceClaimTemplate> {
  public static final ResourceClaimTemplateKind RESOURCE_CLAIM_TEMPLATE =
      new ResourceClaimTemplateKind();

  private static final Names NAMES =
      Names.of("resource.k8s.io", "v1", "ResourceClaimTemplate", "resourceclaimtemplates")
          .namespaced()
          .stored("/registry/resourceclaimtemplates/", "TuzjC49aUfM=")
          .build();

  private ResourceClaimTemplateKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ResourceClaimTemplate> codec() {
    return ResourceClaimTemplateCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public ResourceClaimTemplate defaults(ResourceClaimTemplate given) {
    return given.with(
        draft -> draft.spec(spec -> spec.spec(ClaimDefaults.of(given.spec().spec()))));
  }

  @Override
  public void validate(ResourceClaimTemplate object, FieldErrors errors) {
    Path path = Path.of("spec");
    ObjectMetaValidation.checkLabels(
        object.spec().metadata().labels(), path.child("metadata").child("labels"), errors);
    ObjectMetaValidation.checkAnnotations(
        object.spec().metadata().annotations(),
        path.child("metadata").child("annotations"),
        errors);
    ClaimValidation.check(object.spec().spec(), path.child("spec"), errors);
  }

  @Override
  public void validateUpdate(
      ResourceClaimTemplate object, ResourceClaimTemplate old, FieldErrors errors) {
    if (!object.spec().equals(old.spec())) {
      errors.invalid(Path.of("spec"), FieldErrors.plain(object.spec()), "field is immutable");
    }
    validate(object, errors);
  }

  @Override
  public List<Column<ResourceClaimTemplate>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ResourceClaimTemplate>> COLUMNS =
      List.of(Column.objectName(), Column.age());
}

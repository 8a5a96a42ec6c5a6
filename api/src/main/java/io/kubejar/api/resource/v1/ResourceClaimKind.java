package io.kubejar.api.resource.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.ArrayList;
import java.util.List;

/// The `resourceclaims` resource: names and rules of [ResourceClaim].
public final class ResourceClaimKind implements Kind<ResourceClaim> {
  public static final ResourceClaimKind RESOURCE_CLAIM = new ResourceClaimKind();

  private static final Names NAMES =
      Names.of("resource.k8s.io", "v1", "ResourceClaim", "resourceclaims")
          .namespaced()
          .stored("/registry/resourceclaims/", "wgAZaHcZxUg=")
          .subresource("status", "get", "patch", "update")
          .build();

  private ResourceClaimKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ResourceClaim> codec() {
    return ResourceClaimCodec.INSTANCE;
  }

  @Override
  public boolean statusChangesMetadata() {
    return false;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  private static Object state(ResourceClaim claim) {
    List<String> states = new ArrayList<>();
    if (claim.metadata().deletionTimestamp() != null) {
      states.add("deleted");
    }
    if (claim.status().allocation() == null) {
      states.add("pending");
    } else {
      states.add("allocated");
      if (!claim.status().reservedFor().isEmpty()) {
        states.add("reserved");
      }
    }
    return String.join(",", states);
  }

  @Override
  public ResourceClaim defaults(ResourceClaim given) {
    return given.with(draft -> draft.spec(ClaimDefaults.of(given.spec())));
  }

  @Override
  public void validate(ResourceClaim object, FieldErrors errors) {
    ClaimValidation.check(object.spec(), Path.of("spec"), errors);
  }

  @Override
  public void validateUpdate(ResourceClaim object, ResourceClaim old, FieldErrors errors) {
    if (!object.spec().equals(old.spec())) {
      errors.invalid(Path.of("spec"), FieldErrors.plain(object.spec()), "field is immutable");
    }
    validate(object, errors);
  }

  @Override
  public void validateStatusUpdate(ResourceClaim object, ResourceClaim old, FieldErrors errors) {
    ClaimStatusValidation.check(object, old, errors);
  }

  @Override
  public List<Column<ResourceClaim>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ResourceClaim>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("State", "What became of it.", each -> state(each)),
          Column.age());
}

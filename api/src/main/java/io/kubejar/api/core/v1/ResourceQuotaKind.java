package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Quantity;
import java.util.ArrayList;
import java.util.List;

/// The `resourcequotas` resource: names and rules of [ResourceQuota].
public final class ResourceQuotaKind implements Kind<ResourceQuota> {
  public static final ResourceQuotaKind RESOURCE_QUOTA = new ResourceQuotaKind();

  private static final Names NAMES =
      Names.of("", "v1", "ResourceQuota", "resourcequotas")
          .namespaced()
          .shortNames("quota")
          .stored("/registry/resourcequotas/", "8uhSgffRX6w=")
          .subresource("status", "get", "patch", "update")
          .build();

  private ResourceQuotaKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ResourceQuota> codec() {
    return ResourceQuotaCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public void validate(ResourceQuota quota, FieldErrors errors) {
    ResourceQuotaValidation.check(quota, errors);
  }

  @Override
  public void validateUpdate(ResourceQuota quota, ResourceQuota old, FieldErrors errors) {
    ResourceQuotaValidation.checkUpdate(quota, old, errors);
  }

  @Override
  public void validateStatusUpdate(ResourceQuota quota, ResourceQuota old, FieldErrors errors) {
    ResourceQuotaValidation.checkStatus(quota, errors);
  }

  @Override
  public List<Column<ResourceQuota>> columns() {
    return COLUMNS;
  }

  private static String text(ResourceQuota quota, boolean limits) {
    List<String> parts = new ArrayList<>();
    quota
        .status()
        .hard()
        .forEach(
            (name, hard) -> {
              if (name.startsWith("limits") == limits) {
                Quantity used = orElse(quota.status().used().get(name), Quantity.ZERO);
                parts.add(name + ": " + used + "/" + hard);
              }
            });
    return String.join(", ", parts);
  }

  private static final List<Column<ResourceQuota>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Request", "Requests in use, of those allowed.", each -> text(each, false)),
          Column.text("Limit", "Limits in use, of those allowed.", each -> text(each, true)),
          Column.age());
}

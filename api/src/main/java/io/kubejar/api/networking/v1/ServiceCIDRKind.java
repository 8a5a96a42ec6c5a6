package io.kubejar.api.networking.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `servicecidrs` resource: names and rules of [ServiceCIDR].
public final class ServiceCIDRKind implements Kind<ServiceCIDR> {
  public static final ServiceCIDRKind SERVICE_CIDR = new ServiceCIDRKind();

  private static final Names NAMES =
      Names.of("networking.k8s.io", "v1", "ServiceCIDR", "servicecidrs")
          .stored("/registry/servicecidrs/", "gNLvruQhW2g=")
          .subresource("status", "get", "patch", "update")
          .build();

  private ServiceCIDRKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ServiceCIDR> codec() {
    return ServiceCIDRCodec.INSTANCE;
  }

  @Override
  public boolean statusChangesMetadata() {
    return false;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public void validate(ServiceCIDR object, FieldErrors errors) {
    RangeValidation.check(object.spec(), errors);
  }

  @Override
  public void validateUpdate(ServiceCIDR object, ServiceCIDR old, FieldErrors errors) {
    RangeValidation.checkUpdate(object.spec(), old.spec(), errors);
  }

  @Override
  public List<Column<ServiceCIDR>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ServiceCIDR>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("CIDRs", "The ranges.", each -> String.join(",", each.spec().cidrs())),
          Column.age());
}

package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.ArrayList;
import java.util.List;

/// The `services` resource: names and rules of [Service].
public final class ServiceKind implements Kind<Service> {
  public static final ServiceKind SERVICE = new ServiceKind();

  private static final Names NAMES =
      Names.of("", "v1", "Service", "services")
          .namespaced()
          .shortNames("svc")
          .categories("all")
          .stored("/registry/services/specs/", "0/CO1lhkEBI=")
          .subresource(
              "proxy",
              new GroupVersionKind("", "v1", "ServiceProxyOptions"),
              "create",
              "delete",
              "get",
              "patch",
              "update")
          .subresource("status", "get", "patch", "update")
          .build();

  private ServiceKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Service> codec() {
    return ServiceCodec.INSTANCE;
  }

  @Override
  public NameRule nameRule() {
    return NameRule.LABEL;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public Service defaults(Service service) {
    return ServiceDefaults.of(service);
  }

  @Override
  public Service prepareCreate(Service service) {
    return service.with(
        draft ->
            draft
                .spec(ServiceDefaults.normalized(service.spec(), null))
                .status(ServiceStatusCodec.INSTANCE.zero()));
  }

  @Override
  public Service prepareUpdate(Service service, Service old) {
    return service.with(
        draft ->
            draft
                .spec(ServiceDefaults.normalized(service.spec(), old.spec()))
                .status(
                    service.spec().type().equals("LoadBalancer")
                        ? old.status()
                        : old.status()
                            .with(s -> s.loadBalancer(LoadBalancerStatus.builder().build()))));
  }

  /// What is wrong with the addresses and families that a service asks for.
  public List<FieldError> addressErrors(Service service) {
    FieldErrors errors = new FieldErrors();
    new ServiceValidation(service, errors).checkAddresses();
    return errors.toList();
  }

  @Override
  public Service prepareStatusUpdate(Service service, Service old) {
    return service.with(draft -> draft.spec(old.spec()));
  }

  @Override
  public void validate(Service service, FieldErrors errors) {
    new ServiceValidation(service, errors).check();
  }

  @Override
  public void validateUpdate(Service service, Service old, FieldErrors errors) {
    ServiceValidation validation = new ServiceValidation(service, errors);
    validation.checkUpdate(old);
    validation.check();
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE_AND_OBJECT;
  }

  @Override
  public void validateStatusUpdate(Service service, Service old, FieldErrors errors) {
    ServiceValidation.checkStatus(service, errors);
  }

  @Override
  public List<SelectableField<Service>> selectableFields() {
    return List.of(
        new SelectableField<>("spec.clusterIP", each -> each.spec().clusterIP()),
        new SelectableField<>("spec.type", each -> each.spec().type()));
  }

  @Override
  public List<String> warnings(Service service) {
    List<String> warnings = new ArrayList<>();
    ServiceSpec spec = service.spec();
    if (service
        .metadata()
        .annotations()
        .containsKey("service.kubernetes.io/topology-aware-hints")) {
      warnings.add(
          "annotation service.kubernetes.io/topology-aware-hints is deprecated, please use"
              + " service.kubernetes.io/topology-mode instead");
    }
    boolean named = spec.type().equals("ExternalName");
    Path path = Path.of("spec");
    for (int i = 0; i < spec.clusterIPs().size(); i++) {
      Addresses.warn(spec.clusterIPs().get(i), path.child("clusterIPs").index(i), warnings);
    }
    boolean external = !spec.externalIPs().isEmpty();
    if (external) {
      warnings.add(
          "spec.externalIPs is deprecated and may no longer be implemented in some clusters");
    }
    if (spec.type().equals("ClusterIP") && spec.clusterIP().equals("None")) {
      if (!spec.loadBalancerIP().isEmpty()) {
        warnings.add("spec.loadBalancerIP is ignored for headless services");
      }
      if (external) {
        warnings.add("spec.externalIPs is ignored for headless services");
      }
      if (!spec.sessionAffinity().equals("None")) {
        warnings.add("spec.SessionAffinity is ignored for headless services");
      }
    }
    if (!spec.loadBalancerIP().isEmpty()) {
      Addresses.warn(spec.loadBalancerIP(), path.child("loadBalancerIP"), warnings);
    }
    for (int i = 0; i < spec.externalIPs().size(); i++) {
      Addresses.warn(spec.externalIPs().get(i), path.child("externalIPs").index(i), warnings);
    }
    for (int i = 0; i < spec.loadBalancerSourceRanges().size(); i++) {
      Addresses.warnOfPrefix(
          spec.loadBalancerSourceRanges().get(i),
          path.child("loadBalancerSourceRanges").index(i),
          warnings);
    }
    if (named && external) {
      warnings.add("spec.externalIPs is ignored when spec.type is \"ExternalName\"");
    }
    if (!named && !spec.externalName().isEmpty()) {
      warnings.add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
    }
    if ("PreferClose".equals(spec.trafficDistribution())) {
      warnings.add(
          "spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"");
    }
    return warnings;
  }

  @Override
  public List<Column<Service>> columns() {
    return ServiceColumns.ALL;
  }
}

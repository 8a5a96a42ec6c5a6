package io.kubejar.api.resource.v1alpha3;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The `resourcepoolstatusrequests` resource: names and rules of [ResourcePoolStatusRequest].
public final class ResourcePoolStatusRequestKind implements Kind<ResourcePoolStatusRequest> {
  public static final ResourcePoolStatusRequestKind RESOURCE_POOL_STATUS_REQUEST =
      new ResourcePoolStatusRequestKind();

  private static final int DEFAULT_LIMIT = 100;

  private static final Names NAMES =
      Names.of(
              "resource.k8s.io",
              "v1alpha3",
              "ResourcePoolStatusRequest",
              "resourcepoolstatusrequests")
          .stored("/registry/resourcepoolstatusrequests/", "iy583CtMwdY=")
          .subresource("status", "get", "patch", "update")
          .build();

  private ResourcePoolStatusRequestKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ResourcePoolStatusRequest> codec() {
    return ResourcePoolStatusRequestCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public boolean statusChangesMetadata() {
    return false;
  }

  /// Nobody applies an answer.
  @Override
  public List<String> resetFields(String subresource) {
    return subresource.equals("status") ? List.of("metadata", "spec", "status") : List.of();
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public ResourcePoolStatusRequest defaults(ResourcePoolStatusRequest given) {
    return given.with(
        draft -> draft.spec(spec -> spec.limit(orElse(given.spec().limit(), DEFAULT_LIMIT))));
  }

  @Override
  public void validate(ResourcePoolStatusRequest object, FieldErrors errors) {
    PoolStatusValidation.check(object.spec(), errors);
  }

  @Override
  public void validateUpdate(
      ResourcePoolStatusRequest object, ResourcePoolStatusRequest old, FieldErrors errors) {
    if (!object.spec().equals(old.spec())) {
      errors.invalid(Path.of("spec"), FieldErrors.plain(object.spec()), "field is immutable");
    }
  }

  @Override
  public void validateStatusUpdate(
      ResourcePoolStatusRequest object, ResourcePoolStatusRequest old, FieldErrors errors) {
    PoolStatusValidation.checkStatus(object.status(), old.status(), errors);
  }

  private static Object sum(
      ResourcePoolStatusRequest request, Function<PoolStatus, @Nullable Integer> count) {
    ResourcePoolStatusRequestStatus status = request.status();
    if (status == null) {
      return "<none>";
    }
    long sum = 0;
    for (PoolStatus pool : status.pools()) {
      Integer one = count.apply(pool);
      sum += one == null ? 0 : one;
    }
    return Long.toString(sum);
  }

  private static long pools(ResourcePoolStatusRequest request) {
    ResourcePoolStatusRequestStatus status = request.status();
    return status == null || status.poolCount() == null ? 0 : status.poolCount();
  }

  private static @Nullable Condition answer(ResourcePoolStatusRequest request) {
    ResourcePoolStatusRequestStatus status = request.status();
    return status == null
        ? null
        : status.conditions().stream()
            .filter(each -> each.status().equals("True"))
            .filter(each -> each.type().equals("Complete") || each.type().equals("Failed"))
            .findFirst()
            .orElse(null);
  }

  private static Object state(ResourcePoolStatusRequest request) {
    Condition answer = answer(request);
    return answer == null ? "Pending" : answer.type();
  }

  private static Object completed(ResourcePoolStatusRequest request) {
    Condition answer = answer(request);
    return answer == null ? "<none>" : Column.age(answer.lastTransitionTime());
  }

  @Override
  public List<Column<ResourcePoolStatusRequest>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ResourcePoolStatusRequest>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Driver", "Whose pools.", each -> each.spec().driver()),
          Column.text("Total", "All devices.", each -> sum(each, PoolStatus::totalDevices)),
          Column.text("Available", "Free ones.", each -> sum(each, PoolStatus::availableDevices)),
          Column.text("Allocated", "Taken ones.", each -> sum(each, PoolStatus::allocatedDevices)),
          Column.text(
              "Unavailable", "Unusable ones.", each -> sum(each, PoolStatus::unavailableDevices)),
          Column.text(
              "Errors",
              "Pools that could not be counted.",
              each -> sum(each, pool -> pool.validationError() == null ? 0 : 1)),
          Column.integer("Pools", "Pools that match.", each -> pools(each)),
          Column.text("Status", "Whether it was answered.", each -> state(each)),
          Column.text("Completed", "Since when.", each -> completed(each)));
}

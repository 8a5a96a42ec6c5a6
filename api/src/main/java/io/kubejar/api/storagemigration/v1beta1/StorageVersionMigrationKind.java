package io.kubejar.api.storagemigration.v1beta1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.ConditionValidation;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.GroupResource;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `storageversionmigrations` resource: names and rules of [StorageVersionMigration].
public final class StorageVersionMigrationKind implements Kind<StorageVersionMigration> {
  public static final StorageVersionMigrationKind STORAGE_VERSION_MIGRATION =
      new StorageVersionMigrationKind();

  private static final String SUCCEEDED = "Succeeded";
  private static final String FAILED = "Failed";

  private static final Names NAMES =
      Names.of(
              "storagemigration.k8s.io",
              "v1beta1",
              "StorageVersionMigration",
              "storageversionmigrations")
          .stored("/registry/storageversionmigrations/", "pCjmmKOkLy4=")
          .subresource("status", "get", "patch", "update")
          .build();

  private StorageVersionMigrationKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<StorageVersionMigration> codec() {
    return StorageVersionMigrationCodec.INSTANCE;
  }

  @Override
  public boolean statusChangesMetadata() {
    return false;
  }

  @Override
  public void validate(StorageVersionMigration object, FieldErrors errors) {
    GroupResource resource = object.spec().resource();
    Path path = Path.of("spec", "resource");
    if (!resource.group().isEmpty()) {
      errors.invalid(path.child("group"), resource.group(), Formats.dnsSubdomain(resource.group()));
    }
    if (resource.resource().isEmpty()) {
      errors.required(path.child("resource"), "resource is required to be set");
    } else {
      errors.invalid(
          path.child("resource"), resource.resource(), Formats.dns1035Label(resource.resource()));
    }
  }

  @Override
  public void validateUpdate(
      StorageVersionMigration object, StorageVersionMigration old, FieldErrors errors) {
    validate(object, errors);
    if (!object.spec().equals(old.spec())) {
      errors.invalid(Path.of("spec"), FieldErrors.plain(object.spec()), "field is immutable");
    }
  }

  @Override
  public void validateStatusUpdate(
      StorageVersionMigration object, StorageVersionMigration old, FieldErrors errors) {
    Path path = Path.of("status");
    String revision = object.status().resourceVersion();
    Path at = path.child("resourceVersion");
    if (!old.status().resourceVersion().isEmpty()) {
      errors.immutable(at, revision, old.status().resourceVersion());
    }
    if (!revision.isEmpty() && !revision.matches("0|[1-9][0-9]*")) {
      errors.invalid(at, revision, "resource version is not well formed: " + revision);
    }
    Path conditions = path.child("conditions");
    ConditionValidation.check(object.status().conditions(), conditions, errors);
    if (isTrue(object, SUCCEEDED) && isTrue(object, FAILED)) {
      errors.invalid(
          conditions,
          FieldErrors.plain(object.status()),
          "Both success and failed conditions cannot be true at the same time");
    }
    if (isTrue(old, SUCCEEDED) && !isTrue(object, SUCCEEDED)) {
      errors.invalid(
          conditions,
          FieldErrors.plain(object.status()),
          "Success condition cannot be set to false once it is true");
    }
    if (isTrue(old, FAILED) && !isTrue(object, FAILED)) {
      errors.invalid(
          conditions,
          FieldErrors.plain(object.status()),
          "Failed condition cannot be set to false once it is true");
    }
  }

  private static boolean isTrue(StorageVersionMigration migration, String type) {
    return migration.status().conditions().stream()
        .anyMatch(each -> each.type().equals(type) && each.status().equals("True"));
  }

  private static Object resource(StorageVersionMigration migration) {
    GroupResource resource = migration.spec().resource();
    return resource.group().isEmpty()
        ? resource.resource()
        : resource.resource() + "." + resource.group();
  }

  private static Object state(StorageVersionMigration migration) {
    for (String type : List.of(FAILED, SUCCEEDED, "Running")) {
      if (isTrue(migration, type)) {
        return type;
      }
    }
    return "Pending";
  }

  @Override
  public List<Column<StorageVersionMigration>> columns() {
    return COLUMNS;
  }

  private static final List<Column<StorageVersionMigration>> COLUMNS =
      List.of(
          Column.text("Name", "Name of the migration.", each -> each.metadata().name()),
          Column.text("Resource", "What is written again.", each -> resource(each)),
          Column.text("Status", "How far it came.", each -> state(each)));
}

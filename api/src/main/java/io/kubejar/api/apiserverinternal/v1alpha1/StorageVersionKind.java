package io.kubejar.api.apiserverinternal.v1alpha1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.ArrayList;
import java.util.List;

/// The `storageversions` resource: names and rules of [StorageVersion].
public final class StorageVersionKind implements Kind<StorageVersion> {
  public static final StorageVersionKind STORAGE_VERSION = new StorageVersionKind();

  private static final int SHOWN = 3;

  private static final Names NAMES =
      Names.of("internal.apiserver.k8s.io", "v1alpha1", "StorageVersion", "storageversions")
          .stored("/registry/storageversions/", "c8YZt5U0nPk=")
          .subresource("status", "get", "patch", "update")
          .build();

  private StorageVersionKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<StorageVersion> codec() {
    return StorageVersionCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public boolean statusChangesMetadata() {
    return false;
  }

  /// A group and a resource of it, joined by a dot.
  @Override
  public NameRule nameRule() {
    return (name, prefix) -> {
      int dot = name.lastIndexOf('.');
      if (dot < 0) {
        return List.of("name must be in the form of <group>.<resource>");
      }
      List<String> wrong = new ArrayList<>();
      for (String each : Formats.dnsSubdomain(name.substring(0, dot))) {
        wrong.add("the group segment " + each);
      }
      for (String each : Formats.dns1035Label(name.substring(dot + 1))) {
        wrong.add("the resource segment " + each);
      }
      return wrong;
    };
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public void validate(StorageVersion object, FieldErrors errors) {
    StorageVersionValidation.check(object.status(), errors);
  }

  @Override
  public void validateStatusUpdate(StorageVersion object, StorageVersion old, FieldErrors errors) {
    StorageVersionValidation.check(object.status(), errors);
  }

  private static Object versions(StorageVersion version) {
    List<ServerStorageVersion> servers = version.status().storageVersions();
    if (servers.isEmpty()) {
      return "<none>";
    }
    List<String> texts = new ArrayList<>();
    for (ServerStorageVersion each : servers.subList(0, Math.min(SHOWN, servers.size()))) {
      texts.add(each.apiServerID() + "=" + each.encodingVersion());
    }
    String text = String.join(",", texts);
    return servers.size() > SHOWN ? text + " + " + (servers.size() - SHOWN) + " more..." : text;
  }

  @Override
  public List<Column<StorageVersion>> columns() {
    return COLUMNS;
  }

  private static final List<Column<StorageVersion>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "CommonEncodingVersion",
              "What all store.",
              each -> orElse(each.status().commonEncodingVersion(), "<unset>")),
          Column.text("StorageVersions", "What each stores.", each -> versions(each)),
          Column.age());
}

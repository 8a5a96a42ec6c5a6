package io.kubejar.api.storage.v1;

import io.kubejar.api.core.v1.NetworkVolumeValidation;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The `csinodes` resource: names and rules of [CSINode].
public final class CSINodeKind implements Kind<CSINode> {
  public static final CSINodeKind CSI_NODE = new CSINodeKind();

  private static final Names NAMES =
      Names.of("storage.k8s.io", "v1", "CSINode", "csinodes")
          .stored("/registry/csinodes/", "Pe62DkZtjuo=")
          .build();

  private static final int MAX_NODE_ID = 256;

  private CSINodeKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<CSINode> codec() {
    return CSINodeCodec.INSTANCE;
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
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.OBJECT;
  }

  @Override
  public void validate(CSINode object, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < object.spec().drivers().size(); i++) {
      CSINodeDriver driver = object.spec().drivers().get(i);
      Path at = Path.of("spec", "drivers").index(i);
      NetworkVolumeValidation.checkDriver(driver.name(), at.child("name"), errors);
      if (driver.nodeID().isEmpty()) {
        errors.required(at.child("nodeID"));
      } else if (driver.nodeID().length() > MAX_NODE_ID) {
        errors.tooLong(at.child("nodeID"), MAX_NODE_ID);
      }
      VolumeNodeResources allocatable = driver.allocatable();
      if (allocatable != null) {
        errors.nonNegative(at.child("allocatable").child("count"), allocatable.count());
      }
      if (!names.add(driver.name())) {
        errors.duplicate(at.child("name"), driver.name());
      }
      checkTopology(driver.topologyKeys(), at.child("topologyKeys"), errors);
    }
  }

  /// A driver's entry stays as it is, but for how many volumes it can take.
  @Override
  public void validateUpdate(CSINode object, CSINode old, FieldErrors errors) {
    validate(object, errors);
    for (CSINodeDriver before : old.spec().drivers()) {
      for (CSINodeDriver driver : object.spec().drivers()) {
        if (driver.name().equals(before.name())
            && !(driver.nodeID().equals(before.nodeID())
                && driver.topologyKeys().equals(before.topologyKeys()))) {
          errors.invalid(Path.of("CSINodeDriver"), FieldErrors.plain(driver), "field is immutable");
        }
      }
    }
  }

  private static void checkTopology(List<String> keys, Path path, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (String key : keys) {
      if (key.isEmpty()) {
        errors.required(path);
      }
      if (!seen.add(key)) {
        errors.duplicate(path, key);
      }
      errors.invalid(path, key, Formats.qualifiedName(key));
    }
  }

  @Override
  public List<Column<CSINode>> columns() {
    return COLUMNS;
  }

  private static final List<Column<CSINode>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.integer(
              "Drivers",
              "How many drivers there are.",
              each -> (long) each.spec().drivers().size()),
          Column.age());
}

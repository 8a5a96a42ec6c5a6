package io.kubejar.api.storage.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `csidrivers` resource: names and rules of [CSIDriver].
public final class CSIDriverKind implements Kind<CSIDriver> {
  public static final CSIDriverKind CSI_DRIVER = new CSIDriverKind();

  private static final Names NAMES =
      Names.of("storage.k8s.io", "v1", "CSIDriver", "csidrivers")
          .stored("/registry/csidrivers/", "hL6j/rwBV5w=")
          .build();

  private CSIDriverKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<CSIDriver> codec() {
    return CSIDriverCodec.INSTANCE;
  }

  /// A new driver has none; it counts changes.
  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public long firstGeneration() {
    return 0;
  }

  @Override
  public List<String> warnings(CSIDriver object) {
    CSIDriverSpec spec = object.spec();
    return spec.tokenRequests().isEmpty() || spec.serviceAccountTokenInSecrets() != null
        ? List.of()
        : List.of(
            "spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to"
                + " true to prevent possible logging of tokens in volume attributes");
  }

  @Override
  public boolean raisesGeneration(CSIDriver object, CSIDriver old) {
    return !codec().sameSpec(object, old);
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public CSIDriver defaults(CSIDriver given) {
    CSIDriverSpec spec = given.spec();
    return given.with(
        draft ->
            draft.spec(
                s ->
                    s.attachRequired(orElse(spec.attachRequired(), Boolean.TRUE))
                        .podInfoOnMount(orElse(spec.podInfoOnMount(), Boolean.FALSE))
                        .storageCapacity(orElse(spec.storageCapacity(), Boolean.FALSE))
                        .fsGroupPolicy(orElse(spec.fsGroupPolicy(), "ReadWriteOnceWithFSType"))
                        .volumeLifecycleModes(
                            spec.volumeLifecycleModes().isEmpty()
                                ? List.of("Persistent")
                                : spec.volumeLifecycleModes())
                        .requiresRepublish(orElse(spec.requiresRepublish(), Boolean.FALSE))
                        .seLinuxMount(orElse(spec.seLinuxMount(), Boolean.FALSE))));
  }

  @Override
  public void validate(CSIDriver object, FieldErrors errors) {
    DriverValidation.check(object.spec(), errors);
  }

  @Override
  public void validateUpdate(CSIDriver object, CSIDriver old, FieldErrors errors) {
    DriverValidation.checkUpdate(object.spec(), old.spec(), errors);
  }

  @Override
  public List<Column<CSIDriver>> columns() {
    return COLUMNS;
  }

  private static Object tokens(CSIDriver driver) {
    List<String> audiences =
        driver.spec().tokenRequests().stream().map(TokenRequest::audience).toList();
    return audiences.isEmpty() ? "<unset>" : String.join(",", audiences);
  }

  private static final List<Column<CSIDriver>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.yesNo(
              "AttachRequired",
              "Whether volumes are attached.",
              each -> orElse(each.spec().attachRequired(), Boolean.TRUE)),
          Column.yesNo(
              "PodInfoOnMount",
              "Whether the driver learns of the pod.",
              each -> orElse(each.spec().podInfoOnMount(), Boolean.FALSE)),
          Column.yesNo(
              "StorageCapacity",
              "Whether the scheduler looks at capacity.",
              each -> orElse(each.spec().storageCapacity(), Boolean.FALSE)),
          Column.text("TokenRequests", "The audiences of tokens.", each -> tokens(each)),
          Column.yesNo(
              "RequiresRepublish",
              "Whether volumes are published again.",
              each -> orElse(each.spec().requiresRepublish(), Boolean.FALSE)),
          Column.text(
              "Modes",
              "How volumes live.",
              each -> String.join(",", each.spec().volumeLifecycleModes())),
          Column.age());
}

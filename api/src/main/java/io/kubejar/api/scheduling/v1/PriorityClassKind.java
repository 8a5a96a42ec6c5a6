package io.kubejar.api.scheduling.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import java.util.Map;

/// The `priorityclasses` resource: names and rules of [PriorityClass].
public final class PriorityClassKind implements Kind<PriorityClass> {
  public static final PriorityClassKind PRIORITY_CLASS = new PriorityClassKind();

  private static final Names NAMES =
      Names.of("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses")
          .shortNames("pc")
          .stored("/registry/priorityclasses/", "1QwjyaZjj3Y=")
          .build();

  private PriorityClassKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<PriorityClass> codec() {
    return PriorityClassCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public boolean raisesGeneration(PriorityClass object, PriorityClass old) {
    return false;
  }

  @Override
  public PriorityClass defaults(PriorityClass given) {
    return given.with(
        draft -> draft.preemptionPolicy(orElse(given.preemptionPolicy(), "PreemptLowerPriority")));
  }

  @Override
  public void validate(PriorityClass object, FieldErrors errors) {
    String name = object.metadata().name();
    Integer known = SYSTEM.get(name);
    if (name.startsWith("system-")) {
      String wrong = "";
      if (known == null) {
        wrong = name + " is not a known system priority class";
      } else if (known != object.value()) {
        wrong = "value of " + name + " PriorityClass must be " + known;
      } else if (object.globalDefault()) {
        wrong = "globalDefault of " + name + " PriorityClass must be false";
      }
      if (!wrong.isEmpty()) {
        errors.forbidden(
            Path.of("metadata", "name"),
            "priority class names with 'system-' prefix are reserved for system use only. error: "
                + wrong);
      }
    } else if (object.value() > HIGHEST) {
      errors.forbidden(
          Path.of("value"), "maximum allowed value of a user defined priority is " + HIGHEST);
    }
    String preemption = object.preemptionPolicy();
    List<String> supported = List.of("PreemptLowerPriority", "Never");
    if (preemption != null && !supported.contains(preemption)) {
      errors.notSupported(Path.of("preemptionPolicy"), preemption, supported);
    }
  }

  @Override
  public void validateUpdate(PriorityClass object, PriorityClass old, FieldErrors errors) {
    if (object.value() != old.value()) {
      errors.forbidden(Path.of("value"), "may not be changed in an update.");
    }
    errors.immutable(
        Path.of("preemptionPolicy"), object.preemptionPolicy(), old.preemptionPolicy());
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  private static final int HIGHEST = 1_000_000_000;
  private static final Map<String, Integer> SYSTEM =
      Map.of(
          "system-cluster-critical", 2_000_000_000,
          "system-node-critical", 2_000_001_000);

  @Override
  public List<Column<PriorityClass>> columns() {
    return COLUMNS;
  }

  private static final List<Column<PriorityClass>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.integer("Value", "The priority.", each -> (long) each.value()),
          Column.yesNo(
              "Global-Default",
              "Whether pods have it that name none.",
              each -> each.globalDefault()),
          Column.age(),
          Column.text(
              "PreemptionPolicy",
              "Whether it lets pods push out others.",
              each -> orElse(each.preemptionPolicy(), "")));
}

package io.kubejar.api.node.v1;

import io.kubejar.api.core.v1.PlacementValidation;
import io.kubejar.api.core.v1.ResourceValidation;
import io.kubejar.api.core.v1.Toleration;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.ObjectMetaValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `runtimeclasses` resource: names and rules of [RuntimeClass].
public final class RuntimeClassKind implements Kind<RuntimeClass> {
  public static final RuntimeClassKind RUNTIME_CLASS = new RuntimeClassKind();

  private static final Names NAMES =
      Names.of("node.k8s.io", "v1", "RuntimeClass", "runtimeclasses")
          .stored("/registry/runtimeclasses/", "WQTu1GL3T2Q=")
          .build();

  private RuntimeClassKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<RuntimeClass> codec() {
    return RuntimeClassCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public void validate(RuntimeClass object, FieldErrors errors) {
    if (object.handler().isEmpty()) {
      errors.required(Path.of("handler"));
    } else {
      errors.invalid(Path.of("handler"), object.handler(), Formats.dnsLabel(object.handler()));
    }
    Overhead overhead = object.overhead();
    if (overhead != null) {
      Path limits = Path.of("overhead", "limits");
      overhead
          .podFixed()
          .forEach(
              (name, amount) -> {
                Path at = limits.key(name);
                ResourceValidation.checkQualified(name, at, errors);
                ResourceValidation.checkAmount(name, amount, at, errors);
              });
    }
    Scheduling scheduling = object.scheduling();
    if (scheduling != null) {
      check(scheduling, Path.of("scheduling"), errors);
    }
  }

  private static void check(Scheduling scheduling, Path path, FieldErrors errors) {
    ObjectMetaValidation.checkLabels(scheduling.nodeSelector(), path.child("nodeSelector"), errors);
    List<Toleration> tolerations = scheduling.tolerations();
    Path at = path.child("tolerations");
    PlacementValidation.checkTolerations(tolerations, at.child("tolerations"), errors);
    for (int i = 0; i < tolerations.size(); i++) {
      if (tolerations.indexOf(tolerations.get(i)) < i) {
        errors.duplicate(at.index(i), FieldErrors.plain(tolerations.get(i)));
      }
    }
  }

  @Override
  public void validateUpdate(RuntimeClass object, RuntimeClass old, FieldErrors errors) {
    errors.immutable(Path.of("handler"), object.handler(), old.handler());
    validate(object, errors);
  }

  @Override
  public List<Column<RuntimeClass>> columns() {
    return COLUMNS;
  }

  private static final List<Column<RuntimeClass>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Handler", "What runs the pods.", each -> each.handler()),
          Column.age());
}

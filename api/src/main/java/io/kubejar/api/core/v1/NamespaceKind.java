package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.ObjectMetaValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The `namespaces` resource: names and rules of [Namespace].
public final class NamespaceKind implements Kind<Namespace> {
  public static final NamespaceKind NAMESPACE = new NamespaceKind();

  private static final Names NAMES =
      Names.of("", "v1", "Namespace", "namespaces")
          .shortNames("ns")
          .verbs("create", "delete", "get", "list", "patch", "update", "watch")
          .stored("/registry/namespaces/", "Q3oi5N2YM8M=")
          .subresource("finalize", "update")
          .subresource("status", "get", "patch", "update")
          .build();

  private NamespaceKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Namespace> codec() {
    return NamespaceCodec.INSTANCE;
  }

  @Override
  public NameRule nameRule() {
    return NameRule.LABEL;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  /// Every namespace carries a label with its name.
  @Override
  public Namespace defaults(Namespace namespace) {
    String name = namespace.metadata().name();
    if (name.isEmpty() || name.equals(namespace.metadata().labels().get(NAME_LABEL))) {
      return namespace;
    }
    Map<String, String> labels = new TreeMap<>(namespace.metadata().labels());
    labels.put(NAME_LABEL, name);
    return namespace.with(draft -> draft.metadata(m -> m.labels(labels)));
  }

  @Override
  public Namespace prepareCreate(Namespace namespace) {
    List<String> finalizers = new ArrayList<>(namespace.spec().finalizers());
    if (!finalizers.contains("kubernetes")) {
      finalizers.add("kubernetes");
    }
    return namespace.with(
        draft ->
            draft
                .spec(s -> s.finalizers(finalizers))
                .status(NamespaceStatus.builder().phase("Active").build()));
  }

  @Override
  public Namespace prepareUpdate(Namespace namespace, Namespace old) {
    return namespace.with(
        draft -> draft.spec(s -> s.finalizers(old.spec().finalizers())).status(old.status()));
  }

  @Override
  public Namespace prepareStatusUpdate(Namespace namespace, Namespace old) {
    return namespace.with(draft -> draft.spec(old.spec()));
  }

  /// A change through the subresource `finalize`: only finalizers of the specification.
  public Namespace prepareFinalize(Namespace namespace, Namespace old) {
    return namespace.with(draft -> draft.status(old.status()));
  }

  @Override
  public void validate(Namespace namespace, FieldErrors errors) {
    Path path = Path.of("spec", "finalizers");
    List<String> finalizers = namespace.spec().finalizers();
    for (String finalizer : finalizers) {
      errors.invalid(path, finalizer, Formats.qualifiedName(finalizer));
    }
    ObjectMetaValidation.checkWellKnown(finalizers, path, errors);
  }

  @Override
  public void validateUpdate(Namespace namespace, Namespace old, FieldErrors errors) {}

  @Override
  public void validateStatusUpdate(Namespace namespace, Namespace old, FieldErrors errors) {
    String phase = namespace.status().phase();
    boolean deleted = namespace.metadata().deletionTimestamp() != null;
    if (!phase.equals(deleted ? "Terminating" : "Active")) {
      errors.invalid(
          Path.of("status", "Phase"),
          phase,
          deleted
              ? "may only be 'Terminating' if `deletionTimestamp` is not empty"
              : "may only be 'Active' if `deletionTimestamp` is empty");
    }
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public List<SelectableField<Namespace>> selectableFields() {
    return List.of(new SelectableField<>("status.phase", each -> each.status().phase()));
  }

  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  @Override
  public List<Column<Namespace>> columns() {
    return COLUMNS;
  }

  private static final List<Column<Namespace>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "Status", "Whether it is in use or being deleted.", each -> each.status().phase()),
          Column.age());
}

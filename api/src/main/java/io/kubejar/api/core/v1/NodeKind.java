package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `nodes` resource: names and rules of [Node].
public final class NodeKind implements Kind<Node> {
  public static final NodeKind NODE = new NodeKind();

  private static final Names NAMES =
      Names.of("", "v1", "Node", "nodes")
          .shortNames("no")
          .stored("/registry/minions/", "XwShjMxG9Fs=")
          .subresource(
              "proxy",
              new GroupVersionKind("", "v1", "NodeProxyOptions"),
              "create",
              "delete",
              "get",
              "patch",
              "update")
          .subresource("status", "get", "patch", "update")
          .build();

  private NodeKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Node> codec() {
    return NodeCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public Node defaults(Node node) {
    NodeStatus status = node.status();
    NodeSpec spec = node.spec();
    return node.with(
        draft -> {
          if (status.allocatable().isEmpty() && !status.capacity().isEmpty()) {
            draft.status(s -> s.allocatable(status.capacity()));
          }
          if (!spec.podCIDR().isEmpty()
              && (spec.podCIDRs().isEmpty()
                  || !spec.podCIDR().equals(spec.podCIDRs().getFirst()))) {
            draft.spec(s -> s.podCIDRs(spec.podCIDR()));
          } else if (!spec.podCIDRs().isEmpty() && spec.podCIDR().isEmpty()) {
            draft.spec(s -> s.podCIDR(spec.podCIDRs().getFirst()));
          }
        });
  }

  /// Nodes register themselves together with their status.
  @Override
  public Node prepareCreate(Node node) {
    return withoutConfiguration(node, null);
  }

  @Override
  public Node prepareUpdate(Node node, Node old) {
    return withoutConfiguration(node.with(draft -> draft.status(old.status())), old);
  }

  @Override
  public Node prepareStatusUpdate(Node node, Node old) {
    return withoutConfiguration(node.with(draft -> draft.spec(old.spec())), old);
  }

  /// The configuration of agents by way of their nodes is a feature that is gone; what is there
  /// stays.
  private static Node withoutConfiguration(Node node, @Nullable Node old) {
    return node.with(
        draft -> {
          if (old == null || old.spec().configSource() == null) {
            draft.spec(s -> s.configSource((NodeConfigSource) null));
          }
          if (old == null || old.status().config() == null) {
            draft.status(s -> s.config((NodeConfigStatus) null));
          }
        });
  }

  @Override
  public void validate(Node node, FieldErrors errors) {
    NodeValidation.check(node, errors);
  }

  @Override
  public void validateUpdate(Node node, Node old, FieldErrors errors) {
    NodeValidation.checkUpdate(node, old, errors);
  }

  @Override
  public void validateStatusUpdate(Node node, Node old, FieldErrors errors) {
    NodeValidation.checkUpdate(node, old, errors);
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public List<SelectableField<Node>> selectableFields() {
    return List.of(
        new SelectableField<>(
            "spec.unschedulable", node -> Boolean.toString(node.spec().unschedulable())));
  }

  @Override
  public List<Column<Node>> columns() {
    return NodeColumns.ALL;
  }
}

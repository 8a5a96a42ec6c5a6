package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Linux capabilities to grant to or take from a container, relative to the default set of the
/// runtime; names are written without the `CAP_` prefix.
///
/// @param add Capabilities granted in addition to the default ones, for example `NET_ADMIN`.
/// @param drop Capabilities taken away from the default ones; `ALL` takes away every one.
@ApiType(value = "io.k8s.api.core.v1.Capabilities", proto = "k8s.io.api.core.v1.Capabilities")
public record Capabilities(
    @Field(tag = 1, list = ListType.ATOMIC) List<String> add,
    @Field(tag = 2, list = ListType.ATOMIC) List<String> drop)
    implements CapabilitiesBuilder.With {
  public Capabilities {
    add = List.copyOf(add);
    drop = List.copyOf(drop);
  }

  /// An empty draft.
  public static CapabilitiesBuilder builder() {
    return new CapabilitiesBuilder();
  }
}

package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A range of IP addresses in CIDR notation with optional ranges left out.
///
/// @param cidr Address range in CIDR notation, for example `192.168.1.0/24` or `2001:db8::/64`.
/// @param except Subranges of `cidr` that are excluded again; each must lie strictly inside it.
@ApiType(value = "io.k8s.api.networking.v1.IPBlock", proto = "k8s.io.api.networking.v1.IPBlock")
public record IPBlock(
    @Field(tag = 1, required = true, always = true) String cidr,
    @Field(tag = 2, list = ListType.ATOMIC) List<String> except)
    implements IPBlockBuilder.With {
  public IPBlock {
    except = List.copyOf(except);
  }

  /// An empty draft.
  public static IPBlockBuilder builder() {
    return new IPBlockBuilder();
  }
}

package io.kubejar.api.networking.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `ipaddresses` resource: names and rules of [IPAddress].
public final class IPAddressKind implements Kind<IPAddress> {
  public static final IPAddressKind IP_ADDRESS = new IPAddressKind();

  private static final Names NAMES =
      Names.of("networking.k8s.io", "v1", "IPAddress", "ipaddresses")
          .shortNames("ip")
          .stored("/registry/ipaddresses/", "3f/plJFChNE=")
          .build();

  private IPAddressKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<IPAddress> codec() {
    return IPAddressCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public NameRule nameRule() {
    return (name, prefix) -> RangeValidation.name(name);
  }

  @Override
  public void validate(IPAddress object, FieldErrors errors) {
    RangeValidation.check(object.spec(), errors);
  }

  @Override
  public void validateUpdate(IPAddress object, IPAddress old, FieldErrors errors) {
    if (!object.spec().equals(old.spec())) {
      errors.invalid(
          Path.of("spec", "parentRef"),
          FieldErrors.plain(object.spec().parentRef()),
          "field is immutable");
    }
  }

  @Override
  public List<Column<IPAddress>> columns() {
    return COLUMNS;
  }

  private static Object text(@Nullable ParentReference parent) {
    if (parent == null) {
      return "<none>";
    }
    String resource =
        parent.group().isEmpty() ? parent.resource() : parent.resource() + "." + parent.group();
    return parent.namespace().isEmpty()
        ? resource + "/" + parent.name()
        : resource + "/" + parent.namespace() + "/" + parent.name();
  }

  private static final List<Column<IPAddress>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("ParentRef", "Whose address it is.", each -> text(each.spec().parentRef())));
}

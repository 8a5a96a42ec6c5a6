package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.each;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.ArrayList;
import java.util.List;

/// The `endpoints` resource: names and rules of [Endpoints].
public final class EndpointsKind implements Kind<Endpoints> {
  public static final EndpointsKind ENDPOINTS = new EndpointsKind();

  private static final Names NAMES =
      Names.of("", "v1", "Endpoints", "endpoints")
          .namespaced()
          .shortNames("ep")
          .stored("/registry/services/endpoints/", "fWeeMqaN/OA=")
          .build();

  private EndpointsKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Endpoints> codec() {
    return EndpointsCodec.INSTANCE;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public Endpoints defaults(Endpoints endpoints) {
    return endpoints.with(draft -> draft.subsets(each(endpoints.subsets(), EndpointsKind::filled)));
  }

  private static EndpointSubset filled(EndpointSubset subset) {
    return subset.with(
        draft ->
            draft.ports(
                each(
                    subset.ports(),
                    port -> port.protocol().isEmpty() ? port.with(p -> p.protocol("TCP")) : port)));
  }

  @Override
  public void validate(Endpoints endpoints, FieldErrors errors) {
    EndpointsValidation.check(endpoints, errors);
  }

  @Override
  public List<Column<Endpoints>> columns() {
    return COLUMNS;
  }

  private static Object addresses(Endpoints endpoints) {
    List<String> shown = new ArrayList<>();
    int count = 0;
    for (EndpointSubset subset : endpoints.subsets()) {
      if (subset.ports().isEmpty()) {
        for (EndpointAddress address : subset.addresses()) {
          count++;
          shown.add(address.ip());
        }
      }
      for (EndpointPort port : subset.ports()) {
        for (EndpointAddress address : subset.addresses()) {
          count++;
          boolean wide = address.ip().indexOf(':') >= 0;
          shown.add((wide ? "[" + address.ip() + "]" : address.ip()) + ":" + port.port());
        }
      }
    }
    if (count == 0) {
      return "<none>";
    }
    String text = String.join(",", shown.subList(0, Math.min(3, count)));
    return count > 3 ? text + " + " + (count - 3) + " more..." : text;
  }

  private static final List<Column<Endpoints>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Endpoints", "The addresses and ports.", EndpointsKind::addresses),
          Column.age());
}

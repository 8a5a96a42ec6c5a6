package io.kubejar.api.networking.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.ArrayList;
import java.util.List;

/// The `ingresses` resource: names and rules of [Ingress].
public final class IngressKind implements Kind<Ingress> {
  public static final IngressKind INGRESS = new IngressKind();

  private static final Names NAMES =
      Names.of("networking.k8s.io", "v1", "Ingress", "ingresses")
          .namespaced()
          .shortNames("ing")
          .stored("/registry/ingress/", "39NQlfNR+bo=")
          .subresource("status", "get", "patch", "update")
          .build();

  private IngressKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Ingress> codec() {
    return IngressCodec.INSTANCE;
  }

  private static Object hosts(Ingress ingress) {
    List<String> hosts = new ArrayList<>();
    for (IngressRule rule : ingress.spec().rules()) {
      if (!rule.host().isEmpty()) {
        hosts.add(rule.host());
      }
    }
    if (hosts.isEmpty()) {
      return "*";
    }
    return hosts.size() > 3
        ? String.join(",", hosts.subList(0, 3)) + " + " + (hosts.size() - 3) + " more..."
        : String.join(",", hosts);
  }

  private static Object address(Ingress ingress) {
    return String.join(
        ",",
        ingress.status().loadBalancer().ingress().stream()
            .map(each -> each.ip().isEmpty() ? each.hostname() : each.ip())
            .filter(each -> !each.isEmpty())
            .toList());
  }

  @Override
  public void validate(Ingress object, FieldErrors errors) {
    IngressValidation.check(object, errors);
  }

  @Override
  public void validateUpdate(Ingress object, Ingress old, FieldErrors errors) {
    IngressValidation.check(object, errors);
  }

  @Override
  public void validateStatusUpdate(Ingress object, Ingress old, FieldErrors errors) {
    IngressValidation.checkStatus(
        object.status().loadBalancer(), Path.of("status", "loadBalancer"), errors);
  }

  @Override
  public List<Column<Ingress>> columns() {
    return COLUMNS;
  }

  private static final List<Column<Ingress>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "Class",
              "Who serves it.",
              each ->
                  orElse(
                      each.spec().ingressClassName(),
                      orElse(
                          each.metadata().annotations().get("kubernetes.io/ingress.class"),
                          "<none>"))),
          Column.text("Hosts", "The names it serves.", each -> hosts(each)),
          Column.text("Address", "Where it can be reached.", each -> address(each)),
          Column.text(
              "Ports", "The ports.", each -> each.spec().tls().isEmpty() ? "80" : "80, 443"),
          Column.age());
}

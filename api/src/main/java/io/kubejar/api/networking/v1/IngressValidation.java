package io.kubejar.api.networking.v1;

import io.kubejar.api.core.v1.TypedLocalObjectReference;
import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for ingresses.
final class IngressValidation {
  private static final List<String> PATH_TYPES =
      List.of("Exact", "ImplementationSpecific", "Prefix");
  private static final String CLASS = "kubernetes.io/ingress.class";

  private IngressValidation() {}

  static void check(Ingress ingress, FieldErrors errors) {
    Path path = Path.of("spec");
    IngressSpec spec = ingress.spec();
    String named = ingress.metadata().annotations().get(CLASS);
    String given = spec.ingressClassName();
    if (named != null && given != null && !named.equals(given)) {
      errors.invalid(
          Path.of("annotations").child(CLASS),
          named,
          "must match `ingressClassName` when both are specified");
    }
    IngressBackend backend = spec.defaultBackend();
    if (spec.rules().isEmpty() && backend == null) {
      errors.invalid(path, null, "either `defaultBackend` or `rules` must be specified");
    }
    if (backend != null) {
      check(backend, path.child("defaultBackend"), errors);
    }
    for (int i = 0; i < spec.rules().size(); i++) {
      check(spec.rules().get(i), path.child("rules").index(i), errors);
    }
    for (int i = 0; i < spec.tls().size(); i++) {
      List<String> hosts = spec.tls().get(i).hosts();
      for (int j = 0; j < hosts.size(); j++) {
        checkHost(hosts.get(j), path.child("tls").index(i).child("hosts").index(j), errors);
      }
      String secret = spec.tls().get(i).secretName();
      if (!secret.isEmpty()) {
        errors.invalid(
            path.child("tls").index(i).child("secretName"), secret, Formats.dnsSubdomain(secret));
      }
    }
    if (given != null) {
      errors.invalid(path.child("ingressClassName"), given, Formats.dnsSubdomain(given));
    }
  }

  private static void check(IngressRule rule, Path path, FieldErrors errors) {
    if (!rule.host().isEmpty()) {
      if (Addresses.parse(rule.host()) != null) {
        errors.invalid(path.child("host"), rule.host(), "must be a DNS name, not an IP address");
      } else {
        checkHost(rule.host(), path.child("host"), errors);
      }
    }
    HTTPIngressRuleValue http = rule.http();
    if (http == null) {
      return;
    }
    Path paths = path.child("http").child("paths");
    if (http.paths().isEmpty()) {
      errors.required(paths);
    }
    for (int i = 0; i < http.paths().size(); i++) {
      check(http.paths().get(i), paths.index(i), errors);
    }
  }

  private static void check(HTTPIngressPath given, Path path, FieldErrors errors) {
    String type = given.pathType();
    if (type == null) {
      errors.required(path.child("pathType"), "pathType must be specified");
    } else if (!PATH_TYPES.contains(type)) {
      errors.notSupported(path.child("pathType"), type, PATH_TYPES);
    } else {
      boolean free = type.equals("ImplementationSpecific");
      if (!given.path().startsWith("/") && !(free && given.path().isEmpty())) {
        errors.invalid(path.child("path"), given.path(), "must be an absolute path");
      }
      if (!free) {
        for (String each : List.of("//", "/./", "/../", "%2f", "%2F")) {
          if (given.path().contains(each)) {
            errors.invalid(path.child("path"), given.path(), "must not contain '" + each + "'");
          }
        }
      }
    }
    check(given.backend(), path.child("backend"), errors);
  }

  private static void check(IngressBackend backend, Path path, FieldErrors errors) {
    IngressServiceBackend service = backend.service();
    TypedLocalObjectReference resource = backend.resource();
    if (service != null && resource != null) {
      errors.invalid(path, "", "cannot set both resource and service backends");
    } else if (resource != null) {
      checkReference(
          resource.apiGroup(), resource.kind(), resource.name(), path.child("resource"), errors);
    } else if (service == null) {
      errors.required(path, "resource or service backend is required");
    } else {
      check(service, path, errors);
    }
  }

  /// Reports what is wrong with a reference to an object of any kind.
  static void checkReference(
      @Nullable String group, String kind, String name, Path path, FieldErrors errors) {
    if (group != null) {
      errors.invalid(path.child("apiGroup"), group, Formats.dnsSubdomain(group));
    }
    if (kind.isEmpty()) {
      errors.required(path.child("kind"), "kind is required");
    } else {
      errors.invalid(path.child("kind"), kind, Formats.pathSegment(kind, false));
    }
    if (name.isEmpty()) {
      errors.required(path.child("name"), "name is required");
    } else {
      errors.invalid(path.child("name"), name, Formats.pathSegment(name, false));
    }
  }

  static void checkStatus(IngressLoadBalancerStatus status, Path path, FieldErrors errors) {
    for (int i = 0; i < status.ingress().size(); i++) {
      IngressLoadBalancerIngress each = status.ingress().get(i);
      Path at = path.child("ingress").index(i);
      if (!each.ip().isEmpty()) {
        errors.invalid(at.child("ip"), each.ip(), Addresses.address(each.ip()));
      }
      if (!each.hostname().isEmpty()) {
        errors.invalid(
            at.child("hostname"), each.hostname(), Formats.dnsSubdomain(each.hostname()));
        if (Addresses.parse(each.hostname()) != null) {
          errors.invalid(
              at.child("hostname"), each.hostname(), "must be a DNS name, not an IP address");
        }
      }
    }
  }

  private static void check(IngressServiceBackend service, Path path, FieldErrors errors) {
    Path at = path.child("service");
    if (service.name().isEmpty()) {
      errors.required(at.child("name"));
    } else {
      errors.invalid(at.child("name"), service.name(), Formats.dnsLabel(service.name()));
    }
    String name = service.port().name();
    int number = service.port().number();
    if (!name.isEmpty() && number != 0) {
      errors.invalid(path, "", "cannot set both port name & port number");
    } else if (!name.isEmpty()) {
      errors.invalid(at.child("port").child("name"), name, Formats.portName(name));
    } else if (number == 0) {
      errors.required(path, "port name or number is required");
    } else {
      errors.invalid(at.child("port").child("number"), number, Formats.port(number));
    }
  }

  private static void checkHost(String host, Path path, FieldErrors errors) {
    errors.invalid(
        path,
        host,
        host.contains("*") ? Formats.wildcardSubdomain(host) : Formats.dnsSubdomain(host));
  }
}

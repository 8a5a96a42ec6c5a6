package io.kubejar.server.special.pod;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerPort;
import io.kubejar.api.core.v1.NodeProxyOptionsCodec;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodProxyOptionsCodec;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.core.v1.ServiceProxyOptionsCodec;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpClient;
import io.kubejar.server.rest.Forwarding;
import io.kubejar.server.rest.RequestContext;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.ServiceResolver;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// `proxy` of pods, services and nodes: HTTP to what they serve, through the API server.
///
/// Names may tell a scheme and a port: `https:web:8443`.
public final class Proxies {
  private final NodeConnection nodes;
  private final HttpClient client;

  /// @param client reaches pods, without credentials
  public Proxies(NodeConnection nodes, HttpClient client) {
    this.nodes = nodes;
    this.client = client;
  }

  /// All three handlers.
  public List<SubresourceHandler> all() {
    return List.of(
        new Handler("pods", PodProxyOptionsCodec.INSTANCE, this::pod),
        new Handler("services", ServiceProxyOptionsCodec.INSTANCE, this::service),
        new Handler("nodes", NodeProxyOptionsCodec.INSTANCE, this::node));
  }

  private interface Action {
    void run(RequestContext context, ResourceRequest request) throws IOException;
  }

  private record Handler(String resource, RecordCodec<?> options, Action action)
      implements SubresourceHandler.Streaming {
    @Override
    public Key key() {
      return new Key("", resource, "proxy");
    }

    @Override
    public void handle(RequestContext context, ResourceRequest request) throws IOException {
      String path = context.exchange().rawPath();
      if (path.endsWith("/proxy") && context.info().rest().isEmpty()) {
        redirect(context.exchange(), path);
        return;
      }
      action.run(context, request);
    }

    /// Relative links work below a path that ends in a slash only.
    private static void redirect(Exchange exchange, String path) {
      String query = exchange.rawQuery();
      exchange.respond(
          301, Headers.of("location", path + "/" + (query == null ? "" : "?" + query)));
    }
  }

  private record Target(String scheme, String name, String port) {
    static Target parse(String text, String what) throws ApiException {
      String[] parts = text.split(":", -1);
      return switch (parts.length) {
        case 1 -> new Target("http", parts[0], "");
        case 2 -> new Target("http", parts[0], parts[1]);
        case 3 -> new Target(parts[0].isEmpty() ? "http" : parts[0], parts[1], parts[2]);
        default -> throw Failures.badRequest("invalid %s request \"%s\"".formatted(what, text));
      };
    }
  }

  private void pod(RequestContext context, ResourceRequest request) throws IOException {
    Target target = Target.parse(request.name(), "pod");
    Pod pod = nodes.view().get(PodKind.POD, request.namespace(), target.name());
    if (pod == null) {
      throw Failures.notFound(PodKind.POD.names(), target.name());
    }
    String port = target.port();
    if (port.isEmpty()) {
      port = firstPort(pod);
    } else if (!port.chars().allMatch(Character::isDigit)) {
      port = namedPort(pod, port);
    }
    if (pod.status().podIP().isEmpty()) {
      throw Failures.badRequest("address not allowed");
    }
    forward(context, target.scheme(), pod.status().podIP(), port);
  }

  private static String firstPort(Pod pod) {
    for (Container container : pod.spec().containers()) {
      if (!container.ports().isEmpty()) {
        return Integer.toString(container.ports().getFirst().containerPort());
      }
    }
    return "80";
  }

  private static String namedPort(Pod pod, String name) {
    for (Container container : pod.spec().containers()) {
      for (ContainerPort port : container.ports()) {
        if (port.name().equals(name)) {
          return Integer.toString(port.containerPort());
        }
      }
    }
    throw Failures.unavailable("no port named \"%s\" in the pod".formatted(name));
  }

  private void service(RequestContext context, ResourceRequest request) throws IOException {
    Target target = Target.parse(request.name(), "service");
    Names names = ServiceKind.SERVICE.names();
    Service service = nodes.view().get(ServiceKind.SERVICE, request.namespace(), target.name());
    if (service == null) {
      throw Failures.notFound(names, target.name());
    }
    String portName = portName(service, target.port());
    var services = new ServiceResolver(nodes.view());
    if (services.slices(request.namespace(), target.name()).isEmpty()) {
      throw Failures.notFound(names, target.name());
    }
    List<ServiceResolver.Address> addresses =
        services.endpoints(request.namespace(), target.name(), portName);
    if (addresses.isEmpty()) {
      throw Failures.unavailable(
          "no endpoints available for service \"%s\"".formatted(target.name()));
    }
    ServiceResolver.Address chosen =
        addresses.get(ThreadLocalRandom.current().nextInt(addresses.size()));
    forward(context, target.scheme(), chosen.host(), Integer.toString(chosen.port()));
  }

  /// The name of the port that a number, a name or nothing means.
  private static String portName(Service service, String wanted) {
    List<ServicePort> ports = service.spec().ports();
    if (wanted.isEmpty() && ports.size() == 1) {
      return ports.getFirst().name();
    }
    for (ServicePort port : ports) {
      if (port.name().equals(wanted) || Integer.toString(port.port()).equals(wanted)) {
        return port.name();
      }
    }
    throw Failures.unavailable(
        "no service port \"%s\" found for service \"%s\""
            .formatted(wanted, service.metadata().name()));
  }

  private void node(RequestContext context, ResourceRequest request) throws IOException {
    Target target = Target.parse(request.name(), "node");
    String query = context.exchange().rawQuery();
    URI uri = nodes.uri(target.name(), rest(context), query == null ? "" : query);
    Forwarding.forward(context.exchange(), nodes.client(), uri);
  }

  private void forward(RequestContext context, String scheme, String host, String port)
      throws IOException {
    String query = context.exchange().rawQuery();
    String authority = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    URI uri =
        URI.create(
            "%s://%s:%s%s%s"
                .formatted(
                    scheme.equals("https") ? "https" : "http",
                    authority,
                    port,
                    rest(context),
                    query == null ? "" : "?" + query));
    Forwarding.forward(context.exchange(), client, uri);
  }

  private static String rest(RequestContext context) {
    return rest(context.exchange().rawPath(), !context.info().namespace().isEmpty());
  }

  /// What follows the subresource in a path, as sent:
  /// `/api/v1[/namespaces/{namespace}]/{resource}/{name}/proxy/…`. Names may be `proxy` too.
  static String rest(String path, boolean namespaced) {
    int at = 0;
    for (int i = 0; i < (namespaced ? 6 : 4); i++) {
      at = path.indexOf('/', at + 1);
      if (at < 0) {
        throw Failures.noSuchPath();
      }
    }
    if (!path.startsWith("/proxy", at)) {
      throw Failures.noSuchPath();
    }
    String rest = path.substring(at + "/proxy".length());
    if (!rest.isEmpty() && rest.charAt(0) != '/') {
      throw Failures.noSuchPath();
    }
    return rest.isEmpty() ? "/" : rest;
  }
}

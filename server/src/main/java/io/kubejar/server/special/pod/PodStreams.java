package io.kubejar.server.special.pod;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodAttachOptionsCodec;
import io.kubejar.api.core.v1.PodExecOptionsCodec;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodPortForwardOptionsCodec;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientResponse;
import io.kubejar.http.Exchange;
import io.kubejar.http.QueryParameters;
import io.kubejar.server.rest.Forwarding;
import io.kubejar.server.rest.RequestContext;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.Integers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// `log`, `exec`, `attach` and `portforward` of pods: checked here, done by the pod's node.
public final class PodStreams {
  private static final int LARGEST_ERROR = 64 * 1024;

  private final NodeConnection nodes;

  public PodStreams(NodeConnection nodes) {
    this.nodes = nodes;
  }

  /// All four handlers.
  public List<SubresourceHandler> all() {
    return List.of(
        new Handler("log", null, this::log),
        new Handler(
            "exec",
            PodExecOptionsCodec.INSTANCE,
            (context, request) -> command(context, request, "exec")),
        new Handler(
            "attach",
            PodAttachOptionsCodec.INSTANCE,
            (context, request) -> command(context, request, "attach")),
        new Handler("portforward", PodPortForwardOptionsCodec.INSTANCE, this::portForward));
  }

  private interface Action {
    void run(RequestContext context, ResourceRequest request) throws Exception;
  }

  private record Handler(String name, @Nullable RecordCodec<?> options, Action action)
      implements SubresourceHandler.Streaming {
    @Override
    public Key key() {
      return new Key("", "pods", name);
    }

    @Override
    public void handle(RequestContext context, ResourceRequest request) throws Exception {
      action.run(context, request);
    }
  }

  private void log(RequestContext context, ResourceRequest request) throws IOException {
    Exchange exchange = context.exchange();
    if (!exchange.method().equals("GET")) {
      throw Failures.methodNotAllowed();
    }
    QueryParameters query = exchange.query();
    checkLogOptions(query, request.name());
    Pod pod = pod(request);
    String container = ContainerChoice.of(pod, query.first("container", ""));
    String node = pod.spec().nodeName();
    if (node.isEmpty()) {
      // Nothing runs yet, thus nothing was logged.
      context.respondText(200, "");
      return;
    }
    var passed = new StringJoiner("&");
    for (String name :
        List.of(
            "follow",
            "previous",
            "timestamps",
            "sinceSeconds",
            "sinceTime",
            "tailLines",
            "limitBytes",
            "stream")) {
      String value = query.first(name);
      if (value != null) {
        passed.add(name + "=" + encode(value));
      }
    }
    URI target = nodes.uri(node, path("containerLogs", request, container), passed.toString());
    var call =
        nodes.client().call(ClientRequest.get(target).withResponseTimeout(Duration.ofSeconds(60)));
    exchange.onClose(call::cancel);
    ClientResponse response;
    try {
      response = call.execute();
    } catch (IOException e) {
      throw Failures.failure(500, "", "Get \"%s\": %s".formatted(target, e.getMessage()), null);
    }
    try (response) {
      if (response.status() >= 400) {
        String text = new String(response.readBody(LARGEST_ERROR), StandardCharsets.UTF_8);
        throw failed(response.status(), text.strip());
      }
      Forwarding.stream(exchange, response, context.headers("text/plain"));
    }
  }

  private static ApiException failed(int status, String text) {
    return switch (status) {
      case 404 -> Failures.failure(404, "NotFound", text, Failures.emptyDetails());
      case 400 -> Failures.badRequest(text);
      default -> Failures.failure(status, "InternalError", text, null);
    };
  }

  private void command(RequestContext context, ResourceRequest request, String what)
      throws IOException {
    Exchange exchange = context.exchange();
    checkConnectMethod(exchange);
    QueryParameters query = exchange.query();
    Pod pod = pod(request);
    String container = ContainerChoice.of(pod, query.first("container", ""));
    String node = assigned(pod);
    var passed = new StringJoiner("&");
    add(passed, "input", isTrue(query, "stdin"));
    add(passed, "output", isTrue(query, "stdout") || !query.contains("stdout"));
    add(passed, "error", isTrue(query, "stderr") || !query.contains("stderr"));
    add(passed, "tty", isTrue(query, "tty"));
    for (String part : query.all("command")) {
      passed.add("command=" + encode(part));
    }
    URI target = nodes.uri(node, path(what, request, container), passed.toString());
    Forwarding.forward(exchange, nodes.client(), target);
  }

  private void portForward(RequestContext context, ResourceRequest request) throws IOException {
    Exchange exchange = context.exchange();
    checkConnectMethod(exchange);
    Pod pod = pod(request);
    String node = assigned(pod);
    var passed = new StringJoiner("&");
    for (String port : exchange.query().all("ports")) {
      passed.add("port=" + encode(port));
    }
    String path = "/portForward/" + encode(request.namespace()) + "/" + encode(request.name());
    Forwarding.forward(exchange, nodes.client(), nodes.uri(node, path, passed.toString()));
  }

  private static void checkConnectMethod(Exchange exchange) {
    if (!exchange.method().equals("GET") && !exchange.method().equals("POST")) {
      throw Failures.methodNotAllowed();
    }
  }

  private Pod pod(ResourceRequest request) {
    Pod pod = nodes.view().get(PodKind.POD, request.namespace(), request.name());
    if (pod == null) {
      pod = nodes.view().getConsistent(PodKind.POD, request.namespace(), request.name());
    }
    if (pod == null) {
      throw Failures.notFound(PodKind.POD.names(), request.name());
    }
    return pod;
  }

  private static String assigned(Pod pod) {
    String node = pod.spec().nodeName();
    if (node.isEmpty()) {
      throw Failures.badRequest(
          "pod %s does not have a host assigned".formatted(pod.metadata().name()));
    }
    return node;
  }

  private static String path(String what, ResourceRequest request, String container) {
    return "/%s/%s/%s/%s"
        .formatted(what, encode(request.namespace()), encode(request.name()), encode(container));
  }

  private static void add(StringJoiner query, String name, boolean value) {
    if (value) {
      query.add(name + "=1");
    }
  }

  private static boolean isTrue(QueryParameters query, String name) {
    String value = query.first(name);
    return value != null && (value.equals("1") || value.equalsIgnoreCase("true"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void checkLogOptions(QueryParameters query, String pod) {
    var errors = new FieldErrors();
    atLeast(errors, query, "tailLines", 0, "must be greater than or equal to 0");
    atLeast(errors, query, "limitBytes", 1, "must be greater than 0");
    if (query.contains("sinceSeconds") && query.contains("sinceTime")) {
      errors.forbidden(Path.ROOT, "at most one of `sinceTime` or `sinceSeconds` may be specified");
    } else {
      atLeast(errors, query, "sinceSeconds", 1, "must be greater than 0");
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid("", "PodLogOptions", pod, errors.toList());
    }
  }

  private static void atLeast(
      FieldErrors errors, QueryParameters query, String name, long least, String why) {
    @Nullable String text = query.first(name);
    if (text == null || text.isEmpty()) {
      return;
    }
    long value;
    try {
      value = Integers.signed(text);
    } catch (NumberFormatException e) {
      throw Failures.badRequest(String.valueOf(e.getMessage()));
    }
    if (value < least) {
      errors.invalid(Path.of(name), value, why);
    }
  }
}

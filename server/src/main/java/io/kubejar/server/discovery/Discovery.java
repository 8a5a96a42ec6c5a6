package io.kubejar.server.discovery;

import io.kubejar.api.kind.Kind;
import io.kubejar.http.Headers;
import io.kubejar.server.discovery.Groups.Group;
import io.kubejar.server.discovery.Groups.Version;
import io.kubejar.server.rest.RequestContext;
import io.kubejar.server.rest.Route;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers which groups, versions and resources there are.
///
/// Documents are made when first asked for and then kept.
public final class Discovery {
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private Discovery() {}

  /// The routes for `/api`, `/apis` and what is below.
  ///
  /// @param serverAddress host and port by which clients reach the server
  public static List<Route> routes(List<Kind<?>> kinds, String serverAddress) {
    Groups groups = Groups.of(kinds);
    var routes = new ArrayList<Route>();
    addBoth(
        routes,
        "/api",
        lazily(() -> Documents.coreVersions(serverAddress).toJson()),
        lazily(() -> Documents.aggregated(groups, true).toJson()));
    addBoth(
        routes,
        "/apis",
        lazily(() -> Documents.groupList(groups).toJson()),
        lazily(() -> Documents.aggregated(groups, false).toJson()));
    for (Group group : groups.groups()) {
      if (!group.name().isEmpty()) {
        add(routes, "/apis/" + group.name(), lazily(() -> Documents.group(group).toJson()));
      }
      for (Version version : group.versions()) {
        add(routes, version.path(), lazily(() -> Documents.resourceList(version).toJson()));
      }
    }
    return List.copyOf(routes);
  }

  private static void add(List<Route> routes, String path, Supplier<byte[]> document) {
    for (String each : List.of(path, path + "/")) {
      routes.add(Route.get(each, context -> context.respondJson(200, document.get())));
    }
  }

  private static void addBoth(
      List<Route> routes, String path, Supplier<byte[]> plain, Supplier<byte[]> aggregated) {
    Supplier<String> tag = lazily(() -> tag(aggregated.get()));
    for (String each : List.of(path, path + "/")) {
      routes.add(
          Route.get(
              each,
              context -> {
                if (wantsAggregated(context)) {
                  respondTagged(context, aggregated.get(), tag.get());
                } else {
                  context.respondJson(200, plain.get());
                }
              }));
    }
  }

  /// Whether the first form in `Accept` that the server has is the aggregated one.
  private static boolean wantsAggregated(RequestContext context) {
    for (String accept : context.exchange().headers().all("accept")) {
      for (String form : accept.split(",")) {
        String wanted = form.strip().toLowerCase(Locale.ROOT).replace(" ", "");
        if (wanted.startsWith("application/json")) {
          boolean plain = !wanted.contains("as=");
          if (plain) {
            return false;
          }
          if (wanted.contains("as=apigroupdiscoverylist")
              && wanted.contains("g=apidiscovery.k8s.io")
              && (wanted.endsWith("v=v2") || wanted.contains("v=v2;"))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static void respondTagged(RequestContext context, byte[] body, String tag) {
    Headers headers = context.headers(AGGREGATED).with("etag", tag).with("vary", "Accept");
    if (context.exchange().headers().all("if-none-match").contains(tag)) {
      context.exchange().respond(304, headers);
    } else {
      context.exchange().respond(200, headers, body);
    }
  }

  private static String tag(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(body);
      return '"' + HexFormat.of().withUpperCase().formatHex(digest) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the runtime has no SHA-512", e);
    }
  }

  /// A value that is made once, when first asked for.
  private static <T> Supplier<T> lazily(Supplier<T> source) {
    return new Supplier<>() {
      private volatile @Nullable T value;

      @Override
      public T get() {
        T current = value;
        if (current == null) {
          current = source.get();
          value = current;
        }
        return current;
      }
    };
  }
}

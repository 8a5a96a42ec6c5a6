package io.kubejar.server.discovery;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.APIGroupCodec;
import io.kubejar.api.meta.v1.APIGroupListCodec;
import io.kubejar.api.meta.v1.APIResourceListCodec;
import io.kubejar.api.meta.v1.APIVersionsCodec;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.http.Headers;
import io.kubejar.server.discovery.Groups.Group;
import io.kubejar.server.discovery.Groups.Version;
import io.kubejar.server.rest.RequestContext;
import io.kubejar.server.rest.Route;
import io.kubejar.server.spi.Failures;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    return routes(() -> kinds, serverAddress);
  }

  /// The routes for `/api`, `/apis` and what is below, of kinds that come and go.
  ///
  /// @param kinds the kinds of the moment; another instance when they have changed
  /// @param serverAddress host and port by which clients reach the server
  public static List<Route> routes(Supplier<List<Kind<?>>> kinds, String serverAddress) {
    return served(Served.of(kinds, List::of), serverAddress);
  }

  /// The routes for `/api`, `/apis` and what is below.
  ///
  /// @param served what is served at the moment; another instance when that has changed
  /// @param serverAddress host and port by which clients reach the server
  public static List<Route> served(Supplier<Served> served, String serverAddress) {
    var groups = new Derived<>(served, now -> Groups.of(now));
    var documents = new Derived<>(groups, Discovery::documents);
    var routes = new ArrayList<Route>();
    addBoth(
        routes,
        "/api",
        APIVersionsCodec.INSTANCE.schema(),
        lazily(() -> Documents.coreVersions(serverAddress).toJson()),
        new Derived<>(groups, now -> Documents.aggregated(now, true).toJson()));
    addBoth(
        routes,
        "/apis",
        APIGroupListCodec.INSTANCE.schema(),
        new Derived<>(groups, now -> Documents.groupList(now).toJson()),
        new Derived<>(groups, now -> Documents.aggregated(now, false).toJson()));
    Route.Handler handler = context -> answer(context, documents.get());
    for (String path : documents.get().keySet()) {
      for (String each : List.of(path, path + "/")) {
        routes.add(isGroup(path) ? Route.any(each, handler) : Route.get(each, handler));
      }
    }
    routes.add(
        Route.when("/apis/", path -> documents.get().containsKey(withoutSlash(path)), handler));
    return List.copyOf(routes);
  }

  /// The documents of groups and versions by their paths.
  private static Map<String, Supplier<byte[]>> documents(Groups groups) {
    var documents = new LinkedHashMap<String, Supplier<byte[]>>();
    for (Group group : groups.groups()) {
      if (!group.name().isEmpty()) {
        documents.put("/apis/" + group.name(), lazily(() -> Documents.group(group).toJson()));
      }
      for (Version version : group.versions()) {
        if (version.remote() != null) {
          continue;
        }
        documents.put(version.path(), lazily(() -> Documents.resourceList(version).toJson()));
      }
    }
    return documents;
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static void answer(RequestContext context, Map<String, Supplier<byte[]>> documents) {
    Supplier<byte[]> document = documents.get(withoutSlash(context.exchange().path()));
    if (document == null) {
      throw Failures.noSuchPath();
    }
    boolean group = isGroup(withoutSlash(context.exchange().path()));
    if (!group && !context.exchange().method().equals("GET")) {
      throw Failures.methodNotAllowed();
    }
    context.respondDocument(
        document.get(),
        group ? APIGroupCodec.INSTANCE.schema() : APIResourceListCodec.INSTANCE.schema(),
        !group);
  }

  /// Whether a path is that of a group, not of one of its versions.
  private static boolean isGroup(String path) {
    return path.startsWith("/apis/") && path.indexOf('/', "/apis/".length()) < 0;
  }

  private static void addBoth(
      List<Route> routes,
      String path,
      ObjectSchema schema,
      Supplier<byte[]> plain,
      Supplier<byte[]> aggregated) {
    boolean core = path.equals("/api");
    var tag = new Derived<>(aggregated, Discovery::tag);
    for (String each : List.of(path, path + "/")) {
      Route.Handler handler =
          context -> {
            if (wantsAggregated(context)) {
              respondTagged(context, aggregated.get(), tag.get());
            } else {
              context.respondDocument(plain.get(), schema, core);
            }
          };
      routes.add(core ? Route.get(each, handler) : Route.any(each, handler));
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

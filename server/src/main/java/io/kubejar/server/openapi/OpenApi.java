package io.kubejar.server.openapi;

import io.kubejar.api.kind.Kind;
import io.kubejar.http.Headers;
import io.kubejar.server.discovery.Derived;
import io.kubejar.server.discovery.Groups;
import io.kubejar.server.discovery.Groups.Version;
import io.kubejar.server.discovery.RemoteVersion;
import io.kubejar.server.discovery.Served;
import io.kubejar.server.openapi.Definitions.Dialect;
import io.kubejar.server.rest.RequestContext;
import io.kubejar.server.rest.Route;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.lang.ref.SoftReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers `/openapi/v2`, and `/openapi/v3` with one document per group and version.
public final class OpenApi {
  private static final String VERSION_3 = "/openapi/v3";
  private static final String PROTOBUF =
      "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
  private static final String OLD_PROTOBUF =
      "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

  private final String title;
  private final Derived<Served, Documents> documents;

  private volatile Documents last =
      new Documents(Map.of(), List.of(), new Document(() -> Obj.EMPTY));

  /// The documents of the moment.
  ///
  /// @param byPath those of version 3, by the path of the group and version they describe
  /// @param remote what other servers describe
  /// @param whole the one of version 2
  private record Documents(
      Map<String, Document> byPath, List<RemoteVersion> remote, Document whole) {}

  private OpenApi(Supplier<Served> served, String serverVersion) {
    this.title = serverVersion;
    this.documents = new Derived<>(served, this::derive);
  }

  /// The documents for kinds; those whose kinds did not change are kept.
  private synchronized Documents derive(Served served) {
    List<Version> versions = Groups.of(served).own();
    var byPath = new LinkedHashMap<String, Document>();
    for (Version version : versions) {
      Document known = last.byPath().get(version.path());
      byPath.put(
          version.path(),
          known != null && version.equals(known.version)
              ? known
              : new Document(() -> version3(version), version));
    }
    last =
        new Documents(
            byPath,
            served.remote(),
            new Document(() -> Merged.of(version2(versions), served.remote())));
    return last;
  }

  /// The routes; `serverVersion` is told in the documents.
  public static List<Route> routes(List<Kind<?>> kinds, String serverVersion) {
    return routes(() -> kinds, serverVersion);
  }

  /// The routes for kinds that come and go; the supplier gives another instance when they changed.
  public static List<Route> routes(Supplier<List<Kind<?>>> kinds, String serverVersion) {
    return served(Served.of(kinds, List::of), serverVersion);
  }

  /// The routes for what is served; the supplier gives another instance when that has changed.
  public static List<Route> served(Supplier<Served> served, String serverVersion) {
    var api = new OpenApi(served, serverVersion);
    var routes = new ArrayList<Route>();
    routes.add(Route.any("/openapi/v2", api::answerVersion2));
    routes.add(Route.any("/openapi/v3", api::answerIndex));
    routes.add(Route.any("/openapi/v3/", api::answerIndex));
    for (String path : api.documents.get().byPath().keySet()) {
      routes.add(Route.any(VERSION_3 + path, api::answerVersion3));
    }
    routes.add(
        Route.when(
            VERSION_3 + "/apis/",
            path -> api.documents.get().byPath().containsKey(path.substring(VERSION_3.length())),
            api::answerVersion3));
    return List.copyOf(routes);
  }

  private void answerVersion3(RequestContext context) {
    Document document =
        documents.get().byPath().get(context.exchange().path().substring(VERSION_3.length()));
    if (document == null) {
      throw Failures.noSuchPath();
    }
    answer(context, document, RequestContext.JSON);
  }

  /// A document that is made when asked for. Its hash is kept, the text may be forgotten.
  private static final class Document {
    private final Supplier<Obj> source;
    private volatile SoftReference<byte[]> kept = new SoftReference<>(null);
    private volatile SoftReference<byte[]> keptMessage = new SoftReference<>(null);
    private final @Nullable Version version;
    private volatile @Nullable String hash;

    Document(Supplier<Obj> source) {
      this(source, null);
    }

    /// A document of one group and version.
    Document(Supplier<Obj> source, @Nullable Version version) {
      this.version = version;
      this.source = source;
    }

    byte[] json() {
      byte[] json = kept.get();
      if (json == null) {
        json = source.get().toJson();
        kept = new SoftReference<>(json);
      }
      return json;
    }

    byte[] message() {
      byte[] message = keptMessage.get();
      if (message == null) {
        message = Version2Message.of(source.get());
        keptMessage = new SoftReference<>(message);
      }
      return message;
    }

    String hash() {
      String known = hash;
      if (known == null) {
        known = digest(json());
        hash = known;
      }
      return known;
    }

    private static String digest(byte[] json) {
      try {
        return HexFormat.of()
            .withUpperCase()
            .formatHex(MessageDigest.getInstance("SHA-512").digest(json));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("the runtime has no SHA-512", e);
      }
    }
  }

  private void answerIndex(RequestContext context) {
    Map<String, JsonValue> paths = new TreeMap<>();
    Documents now = documents.get();
    now.byPath()
        .forEach((path, document) -> paths.put(path.substring(1), place(path, document.hash())));
    for (RemoteVersion remote : now.remote()) {
      if (!remote.openApi3().isEmpty()) {
        paths.put(remote.path().substring(1), place(remote.path(), remote.openApi3()));
      }
    }
    Obj index = Obj.EMPTY.with("paths", new Obj(paths));
    context.respond(200, "text/plain; charset=utf-8", List.of(index.toJson()));
  }

  private static Obj place(String path, String hash) {
    return Obj.EMPTY.with("serverRelativeURL", JsonValue.of(VERSION_3 + path + "?hash=" + hash));
  }

  private void answerVersion2(RequestContext context) {
    String form = version2Form(context.exchange().headers().all("accept"));
    if (form == null) {
      context.exchange().respond(406, Headers.of("vary", "Accept"));
    } else {
      answer(context, documents.get().whole(), form);
    }
  }

  /// The first form that the client names of those there are, or null; JSON when it names none.
  private static @Nullable String version2Form(List<String> accept) {
    boolean none = true;
    for (String header : accept) {
      for (String each : header.split(",")) {
        String type = each.split(";", 2)[0].strip();
        none &= type.isEmpty();
        switch (type) {
          case "*/*", "application/*", RequestContext.JSON -> {
            return RequestContext.JSON;
          }
          case PROTOBUF, OLD_PROTOBUF -> {
            return PROTOBUF;
          }
          default -> {}
        }
      }
    }
    return none ? RequestContext.JSON : null;
  }

  private void answer(RequestContext context, Document document, String form) {
    var exchange = context.exchange();
    String asked = exchange.query().first("hash", "");
    if (!asked.isEmpty() && !asked.equals(document.hash())) {
      exchange.respond(301, Headers.of("location", exchange.path() + "?hash=" + document.hash()));
      return;
    }
    String tag = '"' + document.hash() + '"';
    var headers =
        Headers.builder()
            .add("content-type", form)
            .add("etag", tag)
            .add("vary", "Accept")
            // Under its hash a document never changes.
            .add(
                "cache-control",
                asked.isEmpty() ? "no-cache, private" : "public, immutable, max-age=31536000")
            .build();
    if (exchange.headers().all("if-none-match").contains(tag)) {
      exchange.respond(304, headers);
    } else {
      exchange.respond(200, headers, form.equals(PROTOBUF) ? document.message() : document.json());
    }
  }

  private Obj version3(Version version) {
    var definitions = new Definitions(Dialect.V3);
    Map<String, JsonValue> paths = new TreeMap<>();
    var operations = new Operations(Dialect.V3, definitions, paths);
    for (Kind<?> kind : version.kinds()) {
      definitions.add(kind);
      operations.add(kind);
    }
    return Obj.EMPTY
        .with("openapi", JsonValue.of("3.0.0"))
        .with("info", info())
        .with("paths", new Obj(paths))
        .with("components", Obj.EMPTY.with("schemas", definitions.all()));
  }

  private Obj version2(List<Version> versions) {
    var definitions = new Definitions(Dialect.V2);
    Map<String, JsonValue> paths = new TreeMap<>();
    var operations = new Operations(Dialect.V2, definitions, paths);
    for (Version version : versions) {
      for (Kind<?> kind : version.kinds()) {
        definitions.add(kind);
        operations.add(kind);
      }
    }
    return Obj.EMPTY
        .with("swagger", JsonValue.of("2.0"))
        .with("info", info())
        .with("paths", new Obj(paths))
        .with("definitions", definitions.all());
  }

  private Obj info() {
    return Obj.EMPTY.with("title", JsonValue.of("Kubernetes")).with("version", JsonValue.of(title));
  }
}

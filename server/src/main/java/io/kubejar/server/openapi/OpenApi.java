package io.kubejar.server.openapi;

import io.kubejar.api.kind.Kind;
import io.kubejar.http.Headers;
import io.kubejar.server.discovery.Groups;
import io.kubejar.server.discovery.Groups.Version;
import io.kubejar.server.openapi.Definitions.Dialect;
import io.kubejar.server.rest.RequestContext;
import io.kubejar.server.rest.Route;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.ByteArrayOutputStream;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
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
  private static final String PROTOBUF =
      "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

  private final List<Version> versions;
  private final String title;
  private final Map<String, Document> documents = new LinkedHashMap<>();
  private final Document whole;

  private OpenApi(List<Kind<?>> kinds, String serverVersion) {
    this.versions = Groups.of(kinds).versions();
    this.title = serverVersion;
    for (Version version : versions) {
      documents.put(version.path(), new Document(() -> version3(version)));
    }
    this.whole = new Document(this::version2);
  }

  /// The routes; `serverVersion` is told in the documents.
  public static List<Route> routes(List<Kind<?>> kinds, String serverVersion) {
    var api = new OpenApi(kinds, serverVersion);
    var routes = new ArrayList<Route>();
    routes.add(Route.get("/openapi/v2", api::answerVersion2));
    routes.add(Route.get("/openapi/v3", api::answerIndex));
    routes.add(Route.get("/openapi/v3/", api::answerIndex));
    for (Version version : api.versions) {
      Document document = api.documents.get(version.path());
      if (document != null) {
        routes.add(
            Route.get("/openapi/v3" + version.path(), context -> api.answer(context, document)));
      }
    }
    return List.copyOf(routes);
  }

  /// A document that is made when asked for. Its hash is kept, the text may be forgotten.
  private static final class Document {
    private final Supplier<Obj> source;
    private volatile SoftReference<byte[]> kept = new SoftReference<>(null);
    private volatile @Nullable String hash;

    Document(Supplier<Obj> source) {
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
    documents.forEach(
        (path, document) ->
            paths.put(
                path.substring(1),
                Obj.EMPTY.with(
                    "serverRelativeURL",
                    JsonValue.of("/openapi/v3" + path + "?hash=" + document.hash()))));
    Obj index = Obj.EMPTY.with("paths", new Obj(paths));
    context.respond(200, "text/plain; charset=utf-8", List.of(index.toJson()));
  }

  private void answerVersion2(RequestContext context) {
    boolean json = false;
    List<String> accept = context.exchange().headers().all("accept");
    for (String form : accept) {
      json |= form.isEmpty() || form.contains("json") || form.contains("*/*");
    }
    if (!json && !accept.isEmpty()) {
      // kubectl asks for this form only about kinds that no version 3 document has; what it needs
      // to go on to its own "no matches for kind" is a document, and there are none of those in it.
      context.respond(200, PROTOBUF, List.of(emptyVersion2()));
      return;
    }
    answer(context, whole);
  }

  /// A document without paths and definitions in the protobuf form of OpenAPI 2: `swagger`, `info`
  /// with title and version, `paths`.
  private byte[] emptyVersion2() {
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    field(info, 1, "Kubernetes".getBytes(StandardCharsets.UTF_8));
    field(info, 2, title.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    field(document, 1, "2.0".getBytes(StandardCharsets.UTF_8));
    field(document, 2, info.toByteArray());
    field(document, 8, new byte[0]);
    return document.toByteArray();
  }

  /// A field of fewer than 128 bytes.
  private static void field(ByteArrayOutputStream out, int tag, byte[] value) {
    out.write(tag << 3 | 2);
    out.write(value.length);
    out.writeBytes(value);
  }

  private void answer(RequestContext context, Document document) {
    var exchange = context.exchange();
    String asked = exchange.query().first("hash", "");
    if (!asked.isEmpty() && !asked.equals(document.hash())) {
      exchange.respond(301, Headers.of("location", exchange.path() + "?hash=" + document.hash()));
      return;
    }
    String tag = '"' + document.hash() + '"';
    var headers =
        Headers.builder()
            .add("content-type", RequestContext.JSON)
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
      exchange.respond(200, headers, document.json());
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

  private Obj version2() {
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

package io.kubejar.server.rest;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.PeerCertificate;
import io.kubejar.server.audit.Audit;
import io.kubejar.server.audit.Origin;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.protobuf.ProtobufDocument;
import io.kubejar.wire.protobuf.ProtobufException;
import io.kubejar.wire.yaml.Yaml;
import io.kubejar.wire.yaml.YamlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// What the audit log is told of requests and answers over HTTP.
final class AuditDocuments {
  private static final byte[] STATUS = Answers.ascii("{\"kind\":\"Status\",");
  private static final Map<String, ObjectSchema> SCHEMAS = schemas();

  private AuditDocuments() {}

  private static Map<String, ObjectSchema> schemas() {
    var schemas = new HashMap<String, ObjectSchema>();
    for (Kind<?> kind : BuiltInKinds.ALL) {
      schemas.put(kind.names().apiVersion() + "/" + kind.names().kind(), kind.codec().schema());
    }
    return schemas;
  }

  /// Where a request came from.
  static Origin origin(Exchange exchange, String id, boolean isLong) {
    String query = exchange.rawQuery();
    return new Origin(
        id,
        query == null ? exchange.rawPath() : exchange.rawPath() + "?" + query,
        sources(exchange),
        exchange.headers().first("user-agent", ""),
        isLong);
  }

  /// The addresses that proxies on the way name, and the one that nobody can make up.
  private static List<String> sources(Exchange exchange) {
    var sources = new ArrayList<String>();
    for (String part : exchange.headers().first("x-forwarded-for", "").split(",")) {
      String address = address(part);
      if (address != null) {
        sources.add(address);
      }
    }
    String real = address(exchange.headers().first("x-real-ip", ""));
    if (real != null && !sources.contains(real)) {
      sources.add(real);
    }
    String remote = exchange.remoteAddress().getAddress().getHostAddress();
    if (sources.isEmpty() || !sources.getLast().equals(remote)) {
      sources.add(remote);
    }
    return sources;
  }

  private static @Nullable String address(String text) {
    try {
      return text.isBlank() ? null : InetAddress.ofLiteral(text.strip()).getHostAddress();
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// By which means a client tried to say who it is.
  static String attempted(Exchange exchange) {
    var means = new ArrayList<String>();
    String authorization =
        exchange.headers().first("authorization", "").strip().toLowerCase(Locale.ROOT);
    if (authorization.startsWith("basic ")) {
      means.add("basic");
    }
    if (authorization.startsWith("bearer ")) {
      means.add("bearer");
    }
    if (!exchange.query().first("access_token", "").isBlank()) {
      means.add("access_token");
    }
    if (!(exchange.peerCertificate() instanceof PeerCertificate.None)) {
      means.add("x509");
    }
    return means.isEmpty()
        ? "Authentication failed, no credentials provided"
        : "Authentication failed, attempted: " + String.join(", ", means);
  }

  static void request(Audit audit, Exchange exchange, byte[] body) {
    JsonValue document = document(Bodies.mediaType(exchange), body);
    if (document != null) {
      audit.request(document);
    }
  }

  static void response(Audit audit, Headers headers, List<byte[]> sent) {
    String contentType = headers.first("content-type", "");
    boolean packed = headers.contains("content-encoding");
    if (packed && !audit.wantsResponse()) {
      return; // long answers only, so no status
    }
    List<byte[]> pieces = packed ? unpacked(sent) : sent;
    byte[] head = pieces.isEmpty() ? new byte[0] : pieces.getFirst();
    if (head.length > STATUS.length
        && Arrays.equals(head, 0, STATUS.length, STATUS, 0, STATUS.length)) {
      audit.status(
          JsonDecoder.decode(StatusCodec.INSTANCE, Answers.join(pieces.toArray(byte[][]::new))));
    }
    if (audit.wantsResponse()) {
      int semicolon = contentType.indexOf(';');
      String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
      JsonValue document = document(type, Answers.join(pieces.toArray(byte[][]::new)));
      if (document != null) {
        audit.response(document);
      }
    }
  }

  private static List<byte[]> unpacked(List<byte[]> pieces) {
    byte[] packed = Answers.join(pieces.toArray(byte[][]::new));
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return List.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("an own answer", e);
    }
  }

  /// A body as JSON; null when it is none.
  private static @Nullable JsonValue document(String mediaType, byte[] body) {
    if (body.length == 0) {
      return null;
    }
    try {
      if (mediaType.equals(ProtobufDocument.MEDIA_TYPE)) {
        var document = ProtobufDocument.parse(body);
        var schema = SCHEMAS.get(document.apiVersion() + "/" + document.kind());
        return schema == null ? null : document.toJson(schema);
      }
      if (mediaType.contains("yaml")) {
        return Yaml.parse(body);
      }
      return mediaType.isEmpty() || mediaType.contains("json") ? JsonValue.parse(body) : null;
    } catch (JsonException | YamlException | ProtobufException _) {
      return null; // the client is told, there is no object to tell of
    }
  }
}

package io.kubejar.server.rest;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.http.BodyTooLargeException;
import io.kubejar.http.Exchange;
import io.kubejar.server.registry.SentDocument;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.Warnings;
import io.kubejar.wire.dynamic.DynamicCodec;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.TypeMeta;
import io.kubejar.wire.protobuf.ProtobufDocument;
import io.kubejar.wire.protobuf.ProtobufException;
import io.kubejar.wire.yaml.Yaml;
import io.kubejar.wire.yaml.YamlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Reads the bodies of requests into records.
final class Bodies {
  /// The largest body, 3 MiB.
  static final int LIMIT = 3 * 1024 * 1024;

  private Bodies() {}

  /// The JSON form of a protobuf document.
  private static byte[] fromProtobuf(ObjectCodec<?> codec, byte[] body) {
    if (!ProtobufDocument.isDocument(body)) {
      throw notProtobuf(codec, body);
    }
    try {
      var document = ProtobufDocument.parse(body);
      checkType(codec, new TypeMeta(document.apiVersion(), document.kind()));
      return document.toJson(codec.schema()).toJson();
    } catch (ProtobufException e) {
      throw Failures.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: %s"
              .formatted(codec.kind(), version(codec.apiVersion()), codec.kind(), e.getMessage()));
    }
  }

  /// The bytes of a body; 413 when there are too many.
  static byte[] read(Exchange exchange) throws IOException {
    try {
      return exchange.readBody(LIMIT);
    } catch (BodyTooLargeException e) {
      throw Failures.tooLarge("Request entity too large: limit is " + LIMIT);
    }
  }

  /// A body's media type without parameters; empty when it has none.
  static String mediaType(Exchange exchange) {
    String type = exchange.headers().first("content-type", "");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /// The body as a record, with what is wrong with its fields treated as `fieldValidation` says.
  ///
  /// @param sent comes to know what the body says
  static <T> T object(
      Exchange exchange,
      ObjectCodec<T> codec,
      FieldValidation validation,
      Warnings warnings,
      SentDocument sent)
      throws IOException {
    String type = mediaType(exchange);
    byte[] body = read(exchange);
    var findings = new ArrayList<String>();
    byte[] json =
        switch (type) {
          case "", Form.JSON -> body;
          case Form.YAML -> fromYaml(codec, body, validation, findings);
          case ProtobufDocument.MEDIA_TYPE -> fromProtobuf(codec, body);
          default -> throw unsupported();
        };
    T object = decode(codec, json, body, validation, warnings, findings, false);
    sent.is(json);
    return object;
  }

  private static byte[] fromYaml(
      ObjectCodec<?> codec, byte[] body, FieldValidation validation, List<String> findings) {
    try {
      var parsed = Yaml.parseStrict(body);
      for (String finding : parsed.findings()) {
        findings.add(
            validation == FieldValidation.STRICT
                ? "yaml: unmarshal errors:\n  " + finding
                : finding);
      }
      return parsed.value().toJson();
    } catch (YamlException e) {
      String message =
          String.valueOf(e.getMessage()).replace("error converting YAML to JSON: ", "");
      throw Failures.badRequest(
          "the object provided is unrecognized (must be of type %s): %s%s (%s)"
              .formatted(
                  codec.kind(),
                  message.startsWith("yaml: ") ? "" : "yaml: ",
                  message,
                  HexFormat.of().formatHex(body, 0, Math.min(body.length, 30))));
    }
  }

  /// A YAML document as JSON.
  static byte[] yamlToJson(byte[] yaml) {
    try {
      return Yaml.parse(yaml).toJson();
    } catch (YamlException e) {
      throw Failures.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /// A JSON document as a record.
  ///
  /// @param original the body that is quoted in messages
  /// @param findings what was found already
  /// @param lenient whether the type's name in the document does not matter
  static <T> T decode(
      ObjectCodec<T> codec,
      byte[] json,
      byte[] original,
      FieldValidation validation,
      Warnings warnings,
      List<String> findings,
      boolean lenient) {
    TypeMeta type;
    try {
      Depth.check(json);
      type = TypeMeta.peek(json);
    } catch (JsonException e) {
      throw Failures.badRequest(
          "the object provided is unrecognized (must be of type %s): couldn't get version/kind; json parse error: %s (%s)"
              .formatted(codec.kind(), e.getMessage(), quoted(original)));
    }
    if (!lenient) {
      if (codec instanceof DynamicCodec dynamic) {
        DynamicTypes.check(dynamic, type, json, validation, warnings);
      } else {
        checkType(codec, type);
      }
    }
    try {
      if (validation == FieldValidation.IGNORE) {
        return ResetOwners.marked(JsonDecoder.decode(codec, json), json);
      }
      var strict = JsonDecoder.decodeStrict(codec, json);
      findings.addAll(DynamicTypes.ordered(codec, strict.findings()));
      if (!findings.isEmpty()) {
        if (validation == FieldValidation.STRICT) {
          throw Failures.badRequest(
              "%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
                  .formatted(
                      codec.kind(),
                      version(codec.apiVersion()),
                      codec.kind(),
                      String.join(", ", findings)));
        }
        warnings.addAll(findings);
      }
      return ResetOwners.marked(strict.value(), json);
    } catch (JsonException e) {
      throw Failures.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: %s"
              .formatted(codec.kind(), version(codec.apiVersion()), codec.kind(), e.getMessage()));
    }
  }

  private static void checkType(ObjectCodec<?> codec, TypeMeta type) {
    boolean sameKind = type.kind().isEmpty() || type.kind().equals(codec.kind());
    boolean sameVersion =
        type.apiVersion().isEmpty() || type.apiVersion().equals(codec.apiVersion());
    if (sameKind && sameVersion) {
      return;
    }
    String kind = type.kind().isEmpty() ? codec.kind() : type.kind();
    String given =
        type.apiVersion().isEmpty() ? version(codec.apiVersion()) : version(type.apiVersion());
    String why =
        sameKind || !KnownTypes.contains(type)
            ? "no kind \"%s\" is registered for version \"%s\" in scheme \"pkg/api/legacyscheme/scheme.go:30\""
                .formatted(
                    kind, type.apiVersion().isEmpty() ? codec.apiVersion() : type.apiVersion())
            : "converting (%s.%s) to (%s.%s): unknown conversion"
                .formatted(given, kind, internalGroup(codec.apiVersion()), codec.kind());
    throw Failures.badRequest(
        "%s in version \"%s\" cannot be handled as a %s: %s"
            .formatted(kind, given, codec.kind(), why));
  }

  private static String version(String apiVersion) {
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }

  /// What messages call the group's internal version.
  static String internalGroup(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    if (slash < 0) {
      return "core";
    }
    String group = apiVersion.substring(0, slash);
    int dot = group.indexOf('.');
    return dot < 0 ? group : group.substring(0, dot);
  }

  private static ApiException notProtobuf(ObjectCodec<?> codec, byte[] body) {
    return Failures.badRequest(
        "the object provided is unrecognized (must be of type %s): provided data does not appear to be a protobuf message, expected prefix [107 56 115 0] (%s)"
            .formatted(codec.kind(), quoted(body)));
  }

  /// 415: the body's media type is none that is understood.
  static ApiException unsupported() {
    return Failures.failure(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json, application/yaml, application/vnd.kubernetes.protobuf",
        null);
  }

  /// How messages quote a body: its beginning when it is text, in hexadecimal otherwise.
  private static String quoted(byte[] body) {
    if (body.length == 0) {
      return "<empty>";
    }
    int length = Math.min(body.length, 30);
    boolean text = body[0] == '{';
    String more = body.length > length ? " ..." : "";
    return text
        ? new String(body, 0, length, StandardCharsets.UTF_8) + more
        : HexFormat.of().formatHex(body, 0, length) + more;
  }
}

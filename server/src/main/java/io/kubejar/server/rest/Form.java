package io.kubejar.server.rest;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.http.Exchange;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.protobuf.ProtobufDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form of an answer that a client accepts.
///
/// @param format how objects are written
/// @param shape what becomes of objects
/// @param version the version of `meta.k8s.io` for other shapes than the object itself
/// @param pretty whether JSON is indented
record Form(Format format, Shape shape, String version, boolean pretty) {
  /// How objects are written.
  enum Format {
    JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF(ProtobufDocument.MEDIA_TYPE);

    private final String contentType;

    Format(String contentType) {
      this.contentType = contentType;
    }
  }

  /// What becomes of objects.
  enum Shape {
    /// They are written as they are.
    OBJECT,
    /// They become rows of a table.
    TABLE,
    /// Their metadata remains.
    METADATA
  }

  static final String JSON = "application/json";
  static final String YAML = "application/yaml";
  private static final String AVAILABLE =
      "application/json, application/yaml, application/vnd.kubernetes.protobuf";

  /// JSON of the objects themselves.
  static Form plain(Exchange exchange) {
    return new Form(Format.JSON, Shape.OBJECT, "v1", PrettyJson.wanted(exchange));
  }

  String contentType() {
    return format.contentType;
  }

  /// The media type of a stream of events.
  String streamType() {
    return format == Format.PROTOBUF ? format.contentType + ";stream=watch" : format.contentType;
  }

  boolean isProtobuf() {
    return format == Format.PROTOBUF;
  }

  /// The best form that the client accepts; 406 when there is none.
  ///
  /// @param watch whether the answer is a stream of events
  /// @param shapes whether the answer can be had in other shapes
  static Form negotiate(Exchange exchange, boolean watch, boolean shapes) throws ApiException {
    return negotiate(exchange, watch, shapes, false);
  }

  /// The best form that the client accepts; 406 when there is none. Of several that it likes as
  /// much, the first one.
  ///
  /// @param watch whether the answer is a stream of events
  /// @param shapes whether the answer can be had in other shapes
  /// @param protobuf whether the answer can be had as protobuf
  static Form negotiate(Exchange exchange, boolean watch, boolean shapes, boolean protobuf)
      throws ApiException {
    return negotiate(exchange, watch, shapes, protobuf, true);
  }

  /// The best form of the answer to a creation of what is not stored, which has no table.
  static Form ofReview(Exchange exchange) throws ApiException {
    return negotiate(exchange, false, true, true, false);
  }

  private static Form negotiate(
      Exchange exchange, boolean watch, boolean shapes, boolean protobuf, boolean tables)
      throws ApiException {
    boolean pretty = PrettyJson.wanted(exchange);
    var accepted = new ArrayList<MediaType>();
    for (String header : exchange.headers().all("accept")) {
      for (String part : header.split(",")) {
        var type = MediaType.parse(part);
        if (type != null) {
          accepted.add(type);
        }
      }
    }
    if (accepted.isEmpty()) {
      return new Form(Format.JSON, Shape.OBJECT, "v1", pretty);
    }
    accepted.sort((a, b) -> Double.compare(b.quality(), a.quality()));
    for (MediaType type : accepted) {
      var form = offer(type, pretty, watch, shapes, protobuf);
      if (form != null && (tables || form.shape() != Shape.TABLE)) {
        return form;
      }
    }
    throw notAcceptable(watch);
  }

  private static @Nullable Form offer(
      MediaType type, boolean pretty, boolean watch, boolean shapes, boolean protobuf) {
    boolean json =
        type.name().equals(JSON)
            || type.name().equals("application/*")
            || type.name().equals("*/*");
    boolean yaml = type.name().equals(YAML);
    boolean binary = protobuf && type.name().equals(ProtobufDocument.MEDIA_TYPE);
    if (!json && !yaml && !binary) {
      return null;
    }
    Format format = binary ? Format.PROTOBUF : yaml ? Format.YAML : Format.JSON;
    String stream = type.parameters().get("stream");
    if (stream != null && !(watch && stream.equals("watch") && !yaml)) {
      return null;
    }
    boolean indented = pretty || "1".equals(type.parameters().get("pretty"));
    String as = type.parameters().get("as");
    if (as == null) {
      return new Form(format, Shape.OBJECT, "v1", indented);
    }
    String version = type.parameters().getOrDefault("v", "");
    if (!shapes
        || !"meta.k8s.io".equals(type.parameters().get("g"))
        || !(version.equals("v1") || version.equals("v1beta1"))) {
      return null;
    }
    return switch (as) {
      // Tables have no protobuf form.
      case "Table" -> binary ? null : new Form(format, Shape.TABLE, version, indented);
      case "PartialObjectMetadata", "PartialObjectMetadataList" ->
          new Form(format, Shape.METADATA, version, indented);
      default -> null;
    };
  }

  private static ApiException notAcceptable(boolean watch) {
    String available =
        watch
            ? AVAILABLE
                + ", application/json;stream=watch,"
                + " application/vnd.kubernetes.protobuf;stream=watch"
            : AVAILABLE;
    return Failures.failure(
        406,
        "NotAcceptable",
        "406: Not Acceptable\n\nAvailable representations: " + available,
        Failures.emptyDetails());
  }

  private record MediaType(String name, Map<String, String> parameters, double quality) {
    static @Nullable MediaType parse(String text) {
      String[] parts = text.split(";");
      String name = parts[0].strip().toLowerCase(Locale.ROOT);
      if (name.isEmpty()) {
        return null;
      }
      var parameters = new HashMap<String, String>();
      double quality = 1;
      for (String part : List.of(parts).subList(1, parts.length)) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          String key = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
          String value = part.substring(equals + 1).strip();
          if (key.equals("q")) {
            quality = quality(value);
          } else {
            parameters.put(key, value);
          }
        }
      }
      return quality == 0 ? null : new MediaType(name, parameters, quality);
    }

    private static double quality(String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        return 1;
      }
    }
  }
}

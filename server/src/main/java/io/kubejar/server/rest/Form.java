package io.kubejar.server.rest;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.StatusDetails;
import io.kubejar.http.Exchange;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.protobuf.ProtobufDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The form of an answer that a client accepts.
///
/// @param format how objects are written
/// @param shape what becomes of objects
/// @param version the version of `meta.k8s.io` for other shapes than the object itself
/// @param pretty whether JSON is indented
/// @param ofList whether the metadata asked for is that of a list's objects
record Form(Format format, Shape shape, String version, boolean pretty, boolean ofList) {
  Form(Format format, Shape shape, String version, boolean pretty) {
    this(format, shape, version, pretty, false);
  }

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
  private static final String OBJECTS =
      "application/json, application/yaml, application/vnd.kubernetes.protobuf";
  private static final String STREAMS =
      "application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";

  /// What a path that names its media types is chosen by: no other patterns than `*/*`.
  private static final Set<String> ROUTED = Set.of(JSON, YAML, ProtobufDocument.MEDIA_TYPE, "*/*");

  /// The parameters of a media type that ask for another shape.
  private static final Set<String> SHAPING = Set.of("as", "g", "v");

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

  /// What an endpoint can answer with.
  ///
  /// @param routed whether the endpoint's path names its media types, so that a client that names
  ///   none of them is sent away before the request is looked at; those of custom kinds do not
  /// @param stream whether the answer is a stream of events
  /// @param streams whether the same path also answers with streams of events
  /// @param shapes whether the answer can be had in other shapes
  /// @param tables whether one of these is a table
  /// @param protobuf whether the answer can be had as protobuf
  record Offer(
      boolean routed,
      boolean stream,
      boolean streams,
      boolean shapes,
      boolean tables,
      boolean protobuf) {
    /// One object that is stored.
    static final Offer OBJECT = new Offer(true, false, false, true, true, true);

    /// The answer to a creation of what is not stored, which has no table.
    static final Offer REVIEW = new Offer(true, false, false, true, false, true);

    /// A list of objects.
    static final Offer LIST = new Offer(true, false, true, true, true, true);

    /// Events of objects.
    static final Offer WATCH = new Offer(true, true, true, true, true, true);

    /// An object that may have no other shape.
    static Offer object(boolean shapes) {
      return new Offer(true, false, false, shapes, shapes, true);
    }

    /// The same for a kind without a record.
    Offer custom() {
      return new Offer(false, stream, streams, shapes, tables, false);
    }
  }

  /// The best form that the client accepts; 406 when there is none. Of several that it likes as
  /// much, the first one that is no pattern.
  static Form negotiate(Exchange exchange, Offer offer) throws ApiException {
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
    if (offer.routed() && accepted.stream().noneMatch(type -> ROUTED.contains(type.name()))) {
      throw notAcceptable(
          "406: Not Acceptable\n\nAvailable representations: "
              + (offer.streams() ? OBJECTS + ", " + STREAMS : OBJECTS),
          Failures.emptyDetails());
    }
    accepted.sort(
        Comparator.comparingDouble((MediaType type) -> -type.quality())
            .thenComparing(type -> type.name().indexOf('*') >= 0));
    for (MediaType type : accepted) {
      var form = form(type, pretty, offer);
      if (form != null) {
        return form;
      }
    }
    throw notAcceptable(
        "only the following media types are accepted: " + (offer.stream() ? STREAMS : OBJECTS),
        null);
  }

  private static @Nullable Form form(MediaType type, boolean pretty, Offer offer) {
    Format format =
        switch (type.name()) {
          case JSON, "application/*", "*/*" -> Format.JSON;
          case YAML -> offer.stream() ? null : Format.YAML;
          case ProtobufDocument.MEDIA_TYPE -> offer.protobuf() ? Format.PROTOBUF : null;
          default -> null;
        };
    if (format == null || !type.parameters().getOrDefault("stream", "watch").equals("watch")) {
      return null;
    }
    boolean indented = pretty || "1".equals(type.parameters().get("pretty"));
    if (type.parameters().keySet().stream().noneMatch(SHAPING::contains)) {
      return new Form(format, Shape.OBJECT, "v1", indented);
    }
    String version = type.parameters().getOrDefault("v", "");
    if (!offer.shapes()
        || !"meta.k8s.io".equals(type.parameters().get("g"))
        || !(version.equals("v1") || version.equals("v1beta1"))) {
      return null;
    }
    return switch (type.parameters().getOrDefault("as", "")) {
      // Tables have no protobuf form.
      case "Table" ->
          offer.tables() && format != Format.PROTOBUF
              ? new Form(format, Shape.TABLE, version, indented)
              : null;
      case "PartialObjectMetadata" -> new Form(format, Shape.METADATA, version, indented, false);
      case "PartialObjectMetadataList" -> new Form(format, Shape.METADATA, version, indented, true);
      default -> null;
    };
  }

  /// Refuses to show an object as the metadata of a list, and a list as that of an object.
  ///
  /// @param list whether it is a list
  /// @param type what messages call the answer's type
  void checkFits(boolean list, Supplier<String> type) throws ApiException {
    if (shape == Shape.METADATA && ofList != list) {
      throw notAcceptable(
          list
              ? "you requested PartialObjectMetadata, but the requested object is a list (%s)"
                  .formatted(type.get())
              : "you requested PartialObjectMetadataList, but the requested object is not a list (%s)"
                  .formatted(type.get()),
          null);
    }
  }

  private static ApiException notAcceptable(String message, @Nullable StatusDetails details) {
    return Failures.failure(406, "NotAcceptable", message, details);
  }

  private record MediaType(String name, Map<String, String> parameters, double quality) {
    static @Nullable MediaType parse(String text) {
      String[] parts = text.split(";");
      String name = parts[0].strip();
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
      return new MediaType(name, parameters, quality);
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

package io.kubejar.server.rest;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ListMetaCodec;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.server.registry.CachedObject;
import io.kubejar.server.registry.Page;
import io.kubejar.server.spi.CustomKind;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.json.DocumentWriter;
import io.kubejar.wire.json.GoText;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.protobuf.ProtobufDocument;
import io.kubejar.wire.table.TableWriter;
import io.kubejar.wire.table.TableWriter.Include;
import io.kubejar.wire.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Turns objects of one kind into the bytes of answers, in pieces of which most are shared.
final class Answers<T extends ApiObject> {
  private static final byte[] OBJECT = ascii("{");
  private static final byte[] NEXT_OBJECT = ascii(",{");
  private static final byte[] END = ascii("]}");
  private static final byte[] NO_ITEMS = ascii("null}");

  private final Kind<T> kind;
  private final Form form;
  private final String includeObject;
  private final Clock clock;

  /// Answers in a form; `includeObject` is the parameter of tables as it was sent.
  Answers(Kind<T> kind, Form form, String includeObject, Clock clock) {
    this.kind = kind;
    this.form = form;
    this.includeObject = includeObject;
    this.clock = clock;
  }

  Form form() {
    return form;
  }

  /// How much of each object goes with the rows of a table. Only who asks for a table must name it
  /// well.
  Include include() {
    if (form.shape() != Form.Shape.TABLE) {
      return Include.METADATA;
    }
    return Include.of(includeObject)
        .orElseThrow(
            () ->
                Failures.badRequest(
                    "Unable to convert to Table as requested: includeObject: Invalid value: "
                        + GoText.quoted(includeObject)
                        + ": must be 'Metadata', 'Object', 'None', or empty"));
  }

  /// One object on its own.
  List<byte[]> object(CachedObject<T> object) {
    form.checkFits(false, () -> type(""));
    if (form.isProtobuf()) {
      return List.of(document(object));
    }
    List<byte[]> json =
        switch (form.shape()) {
          case OBJECT -> List.of(objectHead(), object.tail());
          case METADATA -> List.of(metadataHead(""), object.metadataTail());
          case TABLE ->
              List.of(
                  table(
                      ListMeta.builder()
                          .resourceVersion(object.object().metadata().resourceVersion())
                          .build(),
                      List.of(object.object()),
                      true));
        };
    return finished(json);
  }

  /// A list.
  List<byte[]> list(Page<T> page) {
    form.checkFits(true, () -> type("List"));
    if (form.isProtobuf()) {
      return List.of(documentOf(page));
    }
    if (form.shape() == Form.Shape.TABLE) {
      var objects = new ArrayList<T>(page.objects().size());
      for (CachedObject<T> object : page.objects()) {
        objects.add(object.object());
      }
      return finished(List.of(table(page.metadata(), objects, true)));
    }
    boolean metadataOnly = form.shape() == Form.Shape.METADATA;
    var pieces = new ArrayList<byte[]>(page.objects().size() * 2 + 2);
    pieces.add(listHead(page.metadata(), metadataOnly));
    if (metadataOnly && page.objects().isEmpty()) {
      pieces.add(NO_ITEMS);
      return finished(pieces);
    }
    pieces.add(ascii("["));
    boolean typed = !metadataOnly && kind instanceof CustomKind;
    byte[] first = metadataOnly ? metadataHead("") : typed ? objectHead() : OBJECT;
    byte[] next =
        metadataOnly ? metadataHead(",") : typed ? join(ascii(","), objectHead()) : NEXT_OBJECT;
    boolean begun = false;
    for (CachedObject<T> object : page.objects()) {
      pieces.add(begun ? next : first);
      pieces.add(metadataOnly ? object.metadataTail() : object.tail());
      begun = true;
    }
    pieces.add(END);
    return finished(pieces);
  }

  /// What messages call the type of an object or a list.
  private String type(String suffix) {
    if (kind instanceof CustomKind) {
      return "*unstructured.Unstructured" + suffix;
    }
    String group = Bodies.internalGroup(kind.names().apiVersion());
    return "*%s.%s%s"
        .formatted(group.equals("events") ? "core" : group, kind.names().kind(), suffix);
  }

  /// One object as protobuf.
  byte[] document(CachedObject<T> object) {
    return form.shape() == Form.Shape.METADATA
        ? ProtobufDocument.of(
            "meta.k8s.io/" + form.version(), "PartialObjectMetadata", object.metadataMessage())
        : ProtobufDocument.of(kind.names().apiVersion(), kind.names().kind(), object.message());
  }

  private byte[] documentOf(Page<T> page) {
    var metadata =
        (JsonValue.Obj)
            JsonValue.parse(JsonEncoder.encode(ListMetaCodec.INSTANCE, page.metadata()));
    boolean metadataOnly = form.shape() == Form.Shape.METADATA;
    var items = new ArrayList<byte[]>(page.objects().size());
    for (CachedObject<T> object : page.objects()) {
      items.add(metadataOnly ? object.metadataMessage() : object.message());
    }
    return metadataOnly
        ? ProtobufDocument.ofList(
            "meta.k8s.io/" + form.version(), "PartialObjectMetadataList", metadata, items)
        : ProtobufDocument.ofList(
            kind.names().apiVersion(), kind.names().listKind(), metadata, items);
  }

  private byte[] listHead(ListMeta metadata, boolean metadataOnly) {
    String head =
        metadataOnly
            ? "{\"kind\":\"PartialObjectMetadataList\",\"apiVersion\":\"meta.k8s.io/%s\",\"metadata\":"
                .formatted(form.version())
            : "{\"kind\":\"%s\",\"apiVersion\":\"%s\",\"metadata\":"
                .formatted(kind.names().listKind(), kind.names().apiVersion());
    byte[] list = JsonEncoder.encode(ListMetaCodec.INSTANCE, metadata);
    if (!metadataOnly && kind instanceof CustomKind && metadata.continueToken().isEmpty()) {
      // Lists of kinds without records always have the member.
      list = ((JsonValue.Obj) JsonValue.parse(list)).with("continue", JsonValue.of("")).toJson();
    }
    return join(ascii(head), list, ascii(",\"items\":"));
  }

  byte[] objectHead() {
    var names = kind.names();
    return ascii(
        "{\"kind\":\"" + names.kind() + "\",\"apiVersion\":\"" + names.apiVersion() + "\",");
  }

  byte[] metadataHead(String before) {
    return ascii(
        "%s{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/%s\","
            .formatted(before, form.version()));
  }

  byte[] table(ListMeta metadata, List<T> objects, boolean withColumns) {
    try (DocumentWriter out = new DocumentWriter()) {
      new TableWriter<>(kind, include(), form.version())
          .write(out, metadata, objects, withColumns, clock.instant());
      return out.toBytes();
    }
  }

  private List<byte[]> finished(List<byte[]> json) {
    return finish(form, json, kind.codec().schema());
  }

  /// A JSON document of an object, or of a list of objects, in the form's format.
  static List<byte[]> finish(Form form, List<byte[]> json, ObjectSchema schema) {
    if (form.format() != Form.Format.PROTOBUF) {
      return finish(form, json);
    }
    var document = (JsonValue.Obj) JsonValue.parse(join(json.toArray(byte[][]::new)));
    return List.of(
        document.text("kind").equals(schema.kind())
            ? ProtobufDocument.of(document, schema)
            : ProtobufDocument.ofList(document, schema));
  }

  /// A JSON document in the form's format.
  static List<byte[]> finish(Form form, List<byte[]> json) {
    if (form.format() == Form.Format.YAML) {
      String yaml = Yaml.print(JsonValue.parse(join(json.toArray(byte[][]::new))));
      return List.of(yaml.getBytes(StandardCharsets.UTF_8));
    }
    return form.pretty() ? PrettyJson.indent(json) : json;
  }

  static byte[] join(byte[]... pieces) {
    int length = 0;
    for (byte[] piece : pieces) {
      length += piece.length;
    }
    byte[] joined = new byte[length];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, joined, at, piece.length);
      at += piece.length;
    }
    return joined;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

package io.kubejar.server.rest;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.server.spi.User;
import io.kubejar.server.spi.Warnings;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One request over HTTP, past authentication, with the means to answer it.
///
/// @param exchange the request and its response
/// @param info what its method and path say
/// @param user who asks
/// @param warnings what the client is to be warned of
public record RequestContext(Exchange exchange, RequestInfo info, User user, Warnings warnings) {
  /// The media type of JSON answers.
  public static final String JSON = "application/json";

  /// Answers with an object as JSON, indented when the client asked for it.
  public <T> void respond(int status, RecordCodec<T> codec, T object) {
    respondJson(status, TypedJson.encode(codec, object));
  }

  /// Answers with a JSON document, indented when the client asked for it.
  public void respondJson(int status, byte[] json) {
    var compact = List.of(json);
    respond(status, JSON, PrettyJson.wanted(exchange) ? PrettyJson.indent(compact) : compact);
  }

  /// Answers with a document in the form that the client accepts; 406 when there is none.
  ///
  /// @param json the document
  /// @param routed whether the path names its media types, see [Form.Offer]
  public void respondDocument(byte[] json, ObjectSchema schema, boolean routed) {
    Form.Offer offer = new Form.Offer(routed, false, false, false, false, true);
    Form form = Form.negotiate(exchange, offer);
    respond(200, form.contentType(), Answers.finish(form, List.of(json), schema));
  }

  public void respondText(int status, String text) {
    respond(status, "text/plain; charset=utf-8", List.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Answers with a body in pieces, which are sent by reference.
  public void respond(int status, String contentType, List<byte[]> pieces) {
    if (Compression.isWorthIt(exchange, status, pieces)) {
      exchange.respond(
          status,
          headers(contentType).with("content-encoding", "gzip").with("vary", "Accept-Encoding"),
          Compression.gzip(pieces));
      return;
    }
    exchange.respond(status, headers(contentType), pieces);
  }

  /// The headers of an answer: its type, its warnings, and that nobody may keep it.
  public Headers headers(String contentType) {
    return ResponseHeaders.of(contentType, warnings);
  }
}

package io.kubejar.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the head of an HTTP/1.1 request says, and whether it may say so (RFC 9112).
final class Http1Request {

  private Http1Request() {}

  /// Whether it is of a protocol before HTTP/1.1.
  static boolean isOld(HttpRequest request) {
    return request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
  }

  /// The status that a head gets which is malformed, ambiguous or beyond what is understood; null
  /// when there is nothing against it.
  static @Nullable HttpResponseStatus refusal(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return statusOf(request.decoderResult().cause());
    }
    var fields = request.headers();
    int hosts = fields.getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (hosts == 0 && !isOld(request))) {
      return HttpResponseStatus.BAD_REQUEST;
    }
    String target = originForm(request.uri());
    int question = target.indexOf('?');
    if (!QueryParameters.isWellFormed(question < 0 ? target : target.substring(0, question))) {
      return HttpResponseStatus.BAD_REQUEST;
    }
    List<String> codings = fields.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (!codings.isEmpty()
        && !(codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked"))) {
      return HttpResponseStatus.NOT_IMPLEMENTED;
    }
    return null;
  }

  /// The exchange that a request begins whose head is in order.
  static ServerExchange exchange(HttpRequest request, ExchangeLink link, ServerLimits limits) {
    var headers = Headers.builder();
    request.headers().forEach(field -> headers.add(field.getKey(), field.getValue()));
    String host = request.headers().get(HttpHeaderNames.HOST);
    return new ServerExchange(
        link,
        limits,
        isOld(request) ? Protocol.HTTP_1_0 : Protocol.HTTP_1_1,
        request.method().name(),
        originForm(request.uri()),
        headers.build(),
        host == null ? "" : host);
  }

  /// Proxies' absolute form is reduced to the path.
  private static String originForm(String target) {
    if (target.startsWith("/") || target.equals("*")) {
      return target;
    }
    int scheme = target.indexOf("://");
    int path = scheme < 0 ? -1 : target.indexOf('/', scheme + 3);
    return path < 0 ? "/" : target.substring(path);
  }

  private static HttpResponseStatus statusOf(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
      case TooLongHttpHeaderException _ -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
      default -> HttpResponseStatus.BAD_REQUEST;
    };
  }
}

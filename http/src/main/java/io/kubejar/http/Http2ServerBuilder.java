package io.kubejar.http;

import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import org.jspecify.annotations.Nullable;

/// Puts an HTTP/2 connection of a server together, with its limits.
final class Http2ServerBuilder
    extends AbstractHttp2ConnectionHandlerBuilder<Http2ServerConnection, Http2ServerBuilder> {
  private static final int STREAM_WINDOW = 256 * 1024;
  private static final int RESET_WINDOW_SECONDS = 30;

  private final Dispatcher dispatcher;
  private final ServerLimits limits;
  private final @Nullable ServerTlsContext tls;

  Http2ServerBuilder(Dispatcher dispatcher, ServerLimits limits, @Nullable ServerTlsContext tls) {
    this.dispatcher = dispatcher;
    this.limits = limits;
    this.tls = tls;
    var connection = new DefaultHttp2Connection(true);
    var distributor = new UniformStreamByteDistributor(connection);
    connection
        .remote()
        .flowController(new DefaultHttp2RemoteFlowController(connection, distributor));
    connection(connection);
    initialSettings(
        Http2Settings.defaultSettings()
            .maxConcurrentStreams(limits.concurrentStreams())
            .initialWindowSize(STREAM_WINDOW)
            .maxHeaderListSize(limits.headerBytes()));
    decoderEnforceMaxRstFramesPerWindow(limits.resetsPerWindow(), RESET_WINDOW_SECONDS);
    encoderEnforceMaxRstFramesPerWindow(limits.resetsPerWindow(), RESET_WINDOW_SECONDS);
    gracefulShutdownTimeoutMillis(-1);
  }

  Http2ServerConnection connect() {
    return build();
  }

  @Override
  protected Http2ServerConnection build(
      Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
    var built = new Http2ServerConnection(decoder, encoder, settings, dispatcher, limits, tls);
    frameListener(built.events());
    return built;
  }
}

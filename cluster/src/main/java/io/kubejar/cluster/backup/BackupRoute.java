package io.kubejar.cluster.backup;

import io.kubejar.http.Headers;
import io.kubejar.http.ResponseStream;
import io.kubejar.server.rest.RequestContext;
import io.kubejar.server.rest.Route;
import io.kubejar.server.spi.Failures;
import io.kubejar.store.Store;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Lets an administrator fetch a backup from the running cluster.
///
/// It holds the keys of the cluster's authorities, so that who has it can be anybody: rights that
/// roles give, such as reading any path, are not enough, and only members of `system:masters` get
/// it.
public final class BackupRoute {
  /// The path.
  public static final String PATH = "/kubejar/v1/backup";

  private static final String MASTERS = "system:masters";

  private BackupRoute() {}

  /// @param store keeps the values as they are to be in the backup
  /// @param directory the cluster's directory; null for one that has none
  public static Route of(Store store, @Nullable Path directory) {
    return Route.get(PATH, context -> send(context, store, directory));
  }

  private static void send(RequestContext context, Store store, @Nullable Path directory)
      throws IOException {
    if (!context.user().groups().contains(MASTERS)) {
      throw Failures.failure(
          403, "Forbidden", "only members of " + MASTERS + " may take backups", null);
    }
    ResponseStream stream =
        context.exchange().stream(
            200, Headers.of("content-type", "application/zip", "cache-control", "no-store"));
    try {
      var out = new BufferedOutputStream(new Streamed(stream), 64 << 10);
      BackupArchive.write(store, directory, out);
      out.flush();
      stream.close();
    } catch (IOException | RuntimeException e) {
      // The client sees an archive that is cut off.
      stream.abort();
      throw e;
    }
  }

  private static final class Streamed extends OutputStream {
    private final ResponseStream stream;

    Streamed(ResponseStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int octet) throws IOException {
      stream.write(new byte[] {(byte) octet});
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      stream.write(Arrays.copyOfRange(bytes, from, from + length));
    }
  }
}

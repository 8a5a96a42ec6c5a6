package io.kubejar.cluster;

import io.kubejar.client.Client;
import io.kubejar.client.Informers;
import io.kubejar.client.LeaderElector;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A part that works only while this process leads: it is made anew, with informers of its own,
/// each time the process is elected, and closed before another may be.
final class LedPart implements AutoCloseable {
  private final Client client;
  private final BiConsumer<Informers, Teardown> maker;
  private final LeaderElector elector;
  private @Nullable Teardown running;

  /// Runs for the lease.
  ///
  /// @param client elects, and gives the part's informers
  /// @param maker makes and starts the part over informers that begin after it
  LedPart(Election election, String lease, Client client, BiConsumer<Informers, Teardown> maker) {
    this.client = client;
    this.maker = maker;
    this.elector =
        election.run(
            client,
            lease,
            new LeaderElector.Leadership() {
              @Override
              public void started() {
                begin();
              }

              @Override
              public void stopped() {
                end();
              }
            });
  }

  private synchronized void begin() {
    end();
    Teardown parts = new Teardown();
    Informers informers = parts.own("informers", new Informers(client));
    running = parts;
    maker.accept(informers, parts);
  }

  private synchronized void end() {
    Teardown parts = running;
    running = null;
    if (parts != null) {
      parts.close();
    }
  }

  @Override
  public void close() {
    elector.close();
    end();
  }
}

package io.kubejar.server.bootstrap;

import static java.lang.System.Logger.Level.DEBUG;

import io.kubejar.api.coordination.v1.Lease;
import io.kubejar.api.coordination.v1.LeaseKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.MicroTime;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tells that this API server is there: a lease in `kube-system`, named after the host and renewed
/// every ten seconds.
///
/// @see <a href="https://kubernetes.io/docs/concepts/architecture/leases/#api-server-identity">API
///   server identity</a>
public final class IdentityLease implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server");
  private static final String NAMESPACE = "kube-system";
  private static final int LASTS_SECONDS = 3600;
  private static final int RENEWED_SECONDS = 10;
  private static final int NAME_BYTES = 16;
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";

  private final Registries registries;
  private final Clock clock;
  private final String host;
  private final String address;
  private final String name;
  private final String holder;
  private final CountDownLatch closed = new CountDownLatch(1);

  private IdentityLease(Registries registries, String host, String address, Clock clock) {
    this.registries = registries;
    this.clock = clock;
    this.host = host;
    this.address = address;
    this.name = "apiserver-" + hash(host);
    this.holder = name + "_" + UUID.randomUUID();
  }

  /// Takes the lease and renews it until it is closed.
  ///
  /// @param host the host's name
  /// @param address where other servers reach this one, such as `10.0.0.1:6443`
  public static IdentityLease start(
      Registries registries, String host, String address, Clock clock) {
    var lease = new IdentityLease(registries, host, address, clock);
    Thread.ofVirtual().name("identity-lease").start(lease::run);
    return lease;
  }

  private void run() {
    try {
      do {
        try {
          renew();
        } catch (ApiException | StoreException e) {
          LOG.log(DEBUG, "the lease {0} was not renewed: {1}", name, e.getMessage());
        }
      } while (!closed.await(RENEWED_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException _) {
      // Nobody interrupts this thread but who ends the process.
    }
  }

  private void renew() {
    var leases = registries.of(LeaseKind.LEASE);
    if (registries.getConsistent(LeaseKind.LEASE, NAMESPACE, name) == null) {
      leases.create(NAMESPACE, held(Lease.builder().build()), WriteContext.server());
    } else {
      leases.change(NAMESPACE, name, this::held, WriteContext.server());
    }
  }

  private Lease held(Lease lease) {
    return lease.with(
        it ->
            it.metadata(
                    metadata ->
                        metadata
                            .name(name)
                            .namespace(NAMESPACE)
                            .labels(
                                Map.of(
                                    "apiserver.kubernetes.io/identity",
                                    "kube-apiserver",
                                    "kubernetes.io/hostname",
                                    host))
                            .annotations(Map.of("kubernetes.io/peer-advertise-address", address)))
                .spec(
                    spec ->
                        spec.holderIdentity(holder)
                            .leaseDurationSeconds(LASTS_SECONDS)
                            .renewTime(new MicroTime(clock.instant()))));
  }

  /// Part of the digest of a text, in the letters that names may have.
  private static String hash(String text) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    var out = new StringBuilder();
    int bits = 0;
    int count = 0;
    for (int i = 0; i < NAME_BYTES; i++) {
      bits = bits << Byte.SIZE | digest[i] & 0xff;
      count += Byte.SIZE;
      while (count >= 5) {
        count -= 5;
        out.append(DIGITS.charAt(bits >> count & 31));
      }
      bits &= (1 << count) - 1;
    }
    return out.append(DIGITS.charAt(bits << 5 - count & 31)).toString();
  }

  @Override
  public void close() {
    closed.countDown();
  }
}

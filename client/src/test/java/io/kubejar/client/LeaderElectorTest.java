package io.kubejar.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.coordination.v1.Lease;
import io.kubejar.api.coordination.v1.LeaseKind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaderElectorTest {
  private static final Key LEASE = new Key("kube-system", "controllers");

  private final FakeApi api = new FakeApi();
  private final ManualClock clock = new ManualClock();
  private final LeaderElector.Timing timing =
      new LeaderElector.Timing(
          Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofMillis(2));
  private final Role first = new Role();
  private final Role second = new Role();
  private final LeaderElector one = elector("one", first);
  private final LeaderElector two = elector("two", second);

  private static final class Role implements LeaderElector.Leadership {
    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public void started() {
      started.countDown();
    }

    @Override
    public void stopped() {
      stopped.countDown();
    }
  }

  private LeaderElector elector(String identity, Role role) {
    return new LeaderElector(new Client(api), LEASE, identity, timing, clock, role);
  }

  private static void happens(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private Lease lease() {
    return api.get(LeaseKind.LEASE, LEASE.namespace(), LEASE.name());
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  @Test
  void oneLeadsAndReleasesOnClose() throws InterruptedException {
    one.start();
    happens(first.started);
    assertThat(lease().spec().holderIdentity()).isEqualTo("one");
    assertThat(lease().spec().leaseDurationSeconds()).isEqualTo(15);
    two.start();
    one.close();
    happens(first.stopped);
    assertThat(one.isLeading()).isFalse();
    happens(second.started);
    assertThat(lease().spec().holderIdentity()).isEqualTo("two");
    assertThat(lease().spec().leaseTransitions()).isEqualTo(1);
  }

  @Test
  void anotherTakesOverOnlyAfterTheLeaseRanOut() throws InterruptedException {
    api.put(
        LeaseKind.LEASE,
        Lease.builder()
            .metadata(m -> m.namespace(LEASE.namespace()).name(LEASE.name()))
            .spec(s -> s.holderIdentity("gone").leaseDurationSeconds(15).leaseTransitions(3))
            .build());
    two.start();
    Eventually.until("looked", () -> api.requests().size() > 2);
    clock.advance(Duration.ofSeconds(15));
    int before = api.requests().size();
    Eventually.until("looked again", () -> api.requests().size() > before + 2);
    assertThat(two.isLeading()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    happens(second.started);
    assertThat(lease().spec().leaseTransitions()).isEqualTo(4);
  }

  @Test
  void aLeaderThatCanNotRenewStops() throws InterruptedException {
    one.start();
    happens(first.started);
    api.refuse(request -> FakeApi.error(500, "InternalError"));
    clock.advance(Duration.ofSeconds(9));
    int before = api.requests().size();
    Eventually.until("tried", () -> api.requests().size() > before + 2);
    clock.advance(Duration.ofSeconds(5));
    happens(first.stopped);
    assertThat(one.isLeading()).isFalse();
  }

  @Test
  void aFailureOfAnyKindIsTriedAgain() throws InterruptedException {
    api.refuse(
        request -> {
          throw new IllegalStateException("broken");
        });
    one.start();
    clock.advance(Duration.ofSeconds(1));
    api.refuse(request -> null);
    happens(first.started);
  }

  @Test
  void ofManyOnlyOneLeads() throws InterruptedException {
    one.start();
    two.start();
    Eventually.until("a leader", () -> one.isLeading() || two.isLeading());
    int before = api.requests().size();
    Eventually.until("several rounds", () -> api.requests().size() > before + 10);
    assertThat(one.isLeading() && two.isLeading()).isFalse();
  }
}

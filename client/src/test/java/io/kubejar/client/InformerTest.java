package io.kubejar.client;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.meta.v1.ListOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InformerTest {
  private final FakeApi api = new FakeApi();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Informer<ConfigMap> informer =
      new Informer<>(new Client(api), ConfigMapKind.CONFIG_MAP, "", ListOptions.builder().build());

  private final EventHandler<ConfigMap> handler =
      new EventHandler<>() {
        @Override
        public void added(ConfigMap object) {
          heard.add("+" + text(object));
        }

        @Override
        public void updated(ConfigMap old, ConfigMap object) {
          heard.add(text(old) + ">" + text(object));
        }

        @Override
        public void deleted(ConfigMap object) {
          heard.add("-" + text(object));
        }
      };

  private static String text(ConfigMap map) {
    return map.metadata().name() + map.data().getOrDefault("v", "");
  }

  private ConfigMap put(String name, String value) {
    return api.put(
        ConfigMapKind.CONFIG_MAP,
        ConfigMap.builder()
            .metadata(m -> m.namespace("default").name(name))
            .data(Map.of("v", value))
            .build());
  }

  private void started() throws InterruptedException {
    informer.addHandler(handler).start();
    assertThat(informer.awaitSync(Duration.ofSeconds(10))).isTrue();
    Eventually.until("watch", () -> api.openWatches() == 1);
  }

  private void hears(String... expected) throws InterruptedException {
    Eventually.until("heard " + List.of(expected), () -> heard.size() >= expected.length);
    assertThat(heard).containsExactly(expected);
  }

  @AfterEach
  void close() {
    informer.close();
  }

  @Test
  void listsThenFollows() throws InterruptedException {
    put("a", "1");
    put("b", "1");
    started();
    hears("+a1", "+b1");
    put("a", "2");
    put("c", "1");
    api.delete(ConfigMapKind.CONFIG_MAP, new Key("default", "b"));
    hears("+a1", "+b1", "a1>a2", "+c1", "-b1");
    assertThat(informer.lister().list()).extracting(InformerTest::text).contains("a2", "c1");
    assertThat(informer.lister().get("default", "b")).isNull();
    assertThat(informer.lister().list("default")).hasSize(2);
    assertThat(informer.lister().list("other")).isEmpty();
  }

  @Test
  void anEndedWatchGoesOnWithoutAList() throws InterruptedException {
    put("a", "1");
    started();
    api.bookmark(ConfigMapKind.CONFIG_MAP);
    put("a", "2");
    hears("+a1", "a1>a2");
    api.endWatches();
    put("a", "3");
    hears("+a1", "a1>a2", "a2>a3");
    assertThat(api.lists()).isEqualTo(1);
  }

  @Test
  void anExpiredRevisionMakesAListThatTellsOfDeletions() throws InterruptedException {
    put("a", "1");
    put("b", "1");
    put("c", "1");
    started();
    put("d", "1");
    hears("+a1", "+b1", "+c1", "+d1");
    heard.clear();
    api.refuseWatches(FakeApi.error(410, "Expired"));
    api.endWatches();
    api.deleteQuietly(ConfigMapKind.CONFIG_MAP, new Key("default", "b"));
    put("c", "2");
    put("e", "1");
    int refused = api.refusedWatches();
    Eventually.until("refused once more", () -> api.refusedWatches() > refused);
    api.refuseWatches(null);
    Eventually.until("listed again", () -> heard.size() >= 3);
    assertThat(heard).containsExactlyInAnyOrder("-b1", "c1>c2", "+e1");
    assertThat(heard.getFirst()).isEqualTo("-b1");
    assertThat(api.lists()).isGreaterThan(1);
  }

  @Test
  void anErrorOnTheWatchMakesAList() throws InterruptedException {
    put("a", "1");
    started();
    put("b", "1");
    hears("+a1", "+b1");
    api.deleteQuietly(ConfigMapKind.CONFIG_MAP, new Key("default", "a"));
    api.failWatches(FakeApi.error(410, "Expired"));
    hears("+a1", "+b1", "-a1");
  }

  @Test
  void anUnreadableAnswerDoesNotEndTheInformer() throws InterruptedException {
    api.refuseLists(new IllegalStateException("not JSON"));
    informer.addHandler(handler).start();
    Eventually.until("tried", () -> api.lists() > 0);
    assertThat(informer.isSynced()).isFalse();
    api.refuseLists(null);
    put("a", "1");
    hears("+a1");
  }

  @Test
  void anObjectMadeAnewIsNotAnUpdate() throws InterruptedException {
    put("a", "1");
    started();
    api.deleteQuietly(ConfigMapKind.CONFIG_MAP, new Key("default", "a"));
    put("a", "2");
    api.failWatches(FakeApi.error(410, "Expired"));
    hears("+a1", "-a1", "+a2");
  }

  @Test
  void aLateHandlerHearsOfWhatIsThere() throws InterruptedException {
    put("a", "1");
    informer.start();
    assertThat(informer.awaitSync(Duration.ofSeconds(10))).isTrue();
    informer.addHandler(handler);
    hears("+a1");
    put("a", "2");
    hears("+a1", "a1>a2");
    informer.removeHandler(handler);
    put("a", "3");
    Eventually.until("known", () -> text(informer.lister().get("default", "a")).equals("a3"));
    hears("+a1", "a1>a2");
  }

  @Test
  void aFailingHandlerDoesNotHarmOthers() throws InterruptedException {
    informer.addHandler(
        new EventHandler<>() {
          @Override
          public void added(ConfigMap object) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void updated(ConfigMap old, ConfigMap object) {}

          @Override
          public void deleted(ConfigMap object) {}
        });
    put("a", "1");
    started();
    hears("+a1");
  }

  @Test
  void indexesFollowChanges() throws InterruptedException {
    informer.index("value", map -> List.of(map.data().getOrDefault("v", "")));
    put("a", "1");
    put("b", "1");
    started();
    assertThat(informer.lister().byIndex("value", "1")).hasSize(2);
    put("a", "2");
    hears("+a1", "+b1", "a1>a2");
    assertThat(informer.lister().byIndex("value", "1"))
        .extracting(InformerTest::text)
        .containsExactly("b1");
    assertThat(informer.lister().byIndex("value", "2"))
        .extracting(InformerTest::text)
        .containsExactly("a2");
    informer.index("name", map -> List.of(map.metadata().name()));
    assertThat(informer.lister().byIndex("name", "b")).hasSize(1);
  }

  @Test
  void anObjectIsNeverMissingFromAnIndexWhileItChanges() throws InterruptedException {
    ObjectCache<ConfigMap> cache = new ObjectCache<>();
    cache.addIndex("name", map -> List.of(map.metadata().name()));
    ConfigMap map = put("a", "1");
    cache.put(map);
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 50_000; i++) {
                    cache.put(map);
                  }
                });
    while (writer.isAlive()) {
      assertThat(cache.byIndex("name", "a").size()).isEqualTo(1);
    }
    writer.join();
  }

  @Test
  void closingEndsTheThread() throws InterruptedException {
    started();
    informer.close();
    assertThat(api.openWatches()).isZero();
    put("a", "1");
    assertThat(heard).isEmpty();
    informer.start();
    assertThat(api.openWatches()).isZero();
  }

  @Test
  void nobodyWaitsForAnInformerThatIsClosedOrForgotten() throws Exception {
    var one = supplyAsync(() -> synced(informer::awaitSync));
    informer.close();
    assertThat(one.get(5, TimeUnit.SECONDS)).isFalse();
    assertThat(informer.isSynced()).isFalse();
    try (Informers informers = new Informers(new Client(api))) {
      var never = informers.of(ConfigMapKind.CONFIG_MAP);
      var all = supplyAsync(() -> synced(informers::awaitSync));
      informers.forget(ConfigMapKind.CONFIG_MAP);
      assertThat(all.get(5, TimeUnit.SECONDS)).isTrue();
      assertThat(never.isSynced()).isFalse();
    }
  }

  private interface Waiting {
    boolean upTo(Duration time) throws InterruptedException;
  }

  private static boolean synced(Waiting waiting) {
    try {
      return waiting.upTo(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void informersAreSharedAndStartTogether() throws InterruptedException {
    put("a", "1");
    try (Informers informers = new Informers(new Client(api))) {
      Informer<ConfigMap> shared = informers.of(ConfigMapKind.CONFIG_MAP);
      assertThat(informers.of(ConfigMapKind.CONFIG_MAP)).isSameAs(shared);
      assertThat(shared.isSynced()).isFalse();
      informers.start();
      assertThat(informers.awaitSync(Duration.ofSeconds(10))).isTrue();
      assertThat(shared.lister().list()).hasSize(1);
    }
    assertThat(api.openWatches()).isZero();
  }
}

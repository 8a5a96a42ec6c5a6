package io.kubejar.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.wire.select.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedObjectsTest {
  private static CachedObject<ConfigMap> object(String key, long revision) {
    return new CachedObject<>(
        ConfigMapKind.CONFIG_MAP, ConfigMapKind.CONFIG_MAP.codec().zero(), key, revision);
  }

  private static List<CachedObject<ConfigMap>> read(SortedObjects.Range<ConfigMap> range) {
    var objects = new ArrayList<CachedObject<ConfigMap>>();
    range.forEach(objects::add);
    assertThat(range.size()).isEqualTo(objects.size());
    return objects;
  }

  @Test
  void behavesAsASortedMapDoes() {
    var random = new Random(7);
    var model = new TreeMap<String, CachedObject<ConfigMap>>();
    SortedObjects<ConfigMap> objects = SortedObjects.empty();
    for (int i = 0; i < 30_000; i++) {
      String key = "/" + (char) ('a' + random.nextInt(4)) + "/" + random.nextInt(2_500);
      // First it grows, then it shrinks.
      if (random.nextInt(10) < (i < 15_000 ? 8 : 2)) {
        var object = object(key, i);
        objects = objects.with(object);
        model.put(key, object);
      } else {
        objects = objects.without(key);
        model.remove(key);
      }
      assertThat(objects.size()).isEqualTo(model.size());
      assertThat(objects.get(key)).isSameAs(model.get(key));
      if (i % 1_000 == 0) {
        assertEqual(objects, model);
      }
    }
    assertEqual(objects, model);
    for (String key : List.copyOf(model.keySet())) {
      objects = objects.without(key);
    }
    assertThat(objects.size()).isZero();
    assertThat(read(objects.all())).isEmpty();
  }

  private static void assertEqual(
      SortedObjects<ConfigMap> objects, TreeMap<String, CachedObject<ConfigMap>> model) {
    assertSame(read(objects.all()), model.values());
    for (String prefix : List.of("/", "/a/", "/b/1", "/c/", "/d/", "/e/", "!")) {
      String end = prefix + Character.MAX_VALUE;
      assertSame(read(objects.below(prefix)), model.subMap(prefix, end).values());
      assertSame(read(objects.from(prefix + "2", end)), model.subMap(prefix + "2", end).values());
    }
  }

  private static void assertSame(
      List<CachedObject<ConfigMap>> read, Collection<CachedObject<ConfigMap>> expected) {
    assertThat(read)
        .usingElementComparator((a, b) -> a == b ? 0 : 1)
        .containsExactlyElementsOf(expected);
  }

  @Test
  void whatWasReadStaysAsItWas() {
    SortedObjects<ConfigMap> before = SortedObjects.empty();
    for (int i = 0; i < 2_000; i++) {
      before = before.with(object("/%05d".formatted(i), i));
    }
    SortedObjects.Range<ConfigMap> range = before.all();
    SortedObjects<ConfigMap> after = before;
    for (int i = 0; i < 2_000; i += 2) {
      after = after.without("/%05d".formatted(i));
    }
    after = after.with(object("/00001", 9_999));
    assertThat(read(range)).hasSize(2_000);
    assertThat(read(range).get(1).revision()).isEqualTo(1);
    assertThat(read(after.all())).hasSize(1_000);
  }

  @Test
  void takesObjectsInAnyOrder() {
    var given = new ArrayList<CachedObject<ConfigMap>>();
    var model = new TreeMap<String, CachedObject<ConfigMap>>();
    var random = new Random(11);
    for (int i = 0; i < 3_000; i++) {
      var object = object("/" + random.nextInt(), i);
      if (model.putIfAbsent(object.key(), object) == null) {
        given.add(object);
      }
    }
    assertEqual(SortedObjects.of(given), model);
  }

  @Test
  void whatIsPickedIsWhatATestPicks() {
    var random = new Random(3);
    Labels labels = Labels.parse("part=1");
    var recent = new RecentPicks<ConfigMap>();
    var model = new TreeMap<String, CachedObject<ConfigMap>>();
    SortedObjects<ConfigMap> objects = SortedObjects.empty();
    for (int i = 0; i < 8_000; i++) {
      String key = "/" + (char) ('a' + random.nextInt(3)) + "/" + random.nextInt(1_500);
      if (random.nextInt(10) < 7) {
        var object = labelled(key, i, random.nextInt(3));
        objects = objects.with(object);
        model.put(key, object);
      } else {
        objects = objects.without(key);
        model.remove(key);
      }
      recent.changed(i);
      if (i % 97 == 0) {
        for (String prefix : List.of("/", "/b/", "/b/1", "/c/")) {
          var expected =
              model.subMap(prefix, prefix + Character.MAX_VALUE).values().stream()
                  .filter(each -> labels.matches(each.object().metadata().labels()))
                  .toList();
          var picked =
              objects
                  .below(prefix)
                  .picked(
                      recent.of(labels, objects, i),
                      object -> labels.matches(object.metadata().labels()));
          assertSame(picked, expected);
        }
      }
    }
    assertThat(recent.size()).isEqualTo(1);
    for (int i = 0; i < 20; i++) {
      var unused = recent.of(Labels.parse("part=" + i), objects, 8_000);
    }
    assertThat(recent.size()).isEqualTo(8);
    recent.changed(20_000);
    assertThat(recent.size()).isZero();
  }

  private static CachedObject<ConfigMap> labelled(String key, long revision, int part) {
    ConfigMap zero = ConfigMapKind.CONFIG_MAP.codec().zero();
    return new CachedObject<>(
        ConfigMapKind.CONFIG_MAP,
        ConfigMapKind.CONFIG_MAP.withMetadata(
            zero, zero.metadata().toBuilder().labels(Map.of("part", "" + part)).build()),
        key,
        revision);
  }
}

package io.kubejar.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.server.storage.StoredForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredTailTest {
  private static final String UID = "0b3c9f4e-0000-4000-8000-00000000002a";

  /// With texts that look like the member the revision follows.
  private static ObjectMeta metadata() {
    return ObjectMeta.builder()
        .name("a")
        .generateName("\"uid\":\"" + UID + "\"")
        .namespace("b")
        .uid(UID)
        .generation(3)
        .labels(Map.of("uid", UID))
        .annotations(Map.of("text", "{\"metadata\":{\"uid\":\"" + UID + "\"}} <&> ü"))
        .finalizers(List.of("example.com/\"uid\":\""))
        .build();
  }

  private static <T extends ApiObject> void checkTail(Kind<T> kind, ObjectMeta metadata) {
    var form = new StoredForm<>(kind, StorageMedia.JSON);
    T object = kind.withMetadata(kind.codec().zero(), metadata);
    byte[] stored = form.encode(object);
    var read = new CachedObject<>(kind, form.at(object, 42), "key", 42);
    if (form.isAnswered()) {
      byte[] tail = StoredTail.of(stored, metadata.uid(), 42);
      assertThat(tail).as(kind.names().kind()).isEqualTo(read.tail());
      var written = new CachedObject<>(kind, form.at(object, 42), "key", 42, stored);
      assertThat(written.tail()).isEqualTo(tail);
    }
  }

  @Test
  void theTailOfEveryKindIsTheStoredFormWithTheRevision() {
    for (Kind<?> kind : BuiltInKinds.ALL) {
      checkTail(kind, metadata());
      checkTail(kind, ObjectMeta.builder().uid(UID).build());
    }
  }

  @Test
  void whatLooksDifferentIsEncodedAnew() {
    var form = new StoredForm<>(PodKind.POD, StorageMedia.JSON);
    var pod = PodKind.POD.withMetadata(PodKind.POD.codec().zero(), metadata());
    byte[] stored = form.encode(pod);
    assertThat(StoredTail.of(stored, "", 42)).isNull();
    assertThat(StoredTail.of(stored, "another", 42)).isNull();
    assertThat(StoredTail.of("{}".getBytes(StandardCharsets.UTF_8), UID, 42)).isNull();
    for (int length = 0; length < stored.length; length++) {
      byte[] part = java.util.Arrays.copyOf(stored, length);
      byte[] tail = StoredTail.of(part, UID, 42);
      assertThat(tail == null || tail.length > 0).isTrue();
    }
    var settled = new CachedObject<>(PodKind.POD, form.at(pod, 42), "key", 42, stored);
    settled.settle();
    assertThat(settled.tail())
        .isEqualTo(new CachedObject<>(PodKind.POD, form.at(pod, 42), "key", 42).tail());
  }
}

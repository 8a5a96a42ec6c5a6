package io.kubejar.server.storage;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.OptionalKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.server.encryption.EncryptedStore;
import io.kubejar.store.Entry;
import io.kubejar.store.Keys;
import io.kubejar.store.Range;
import io.kubejar.store.Store;
import io.kubejar.store.UnreadableException;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.protobuf.ProtobufException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Reads every object of a store, to find those that cannot be read or lie at the wrong key.
public final class StoreCheck {
  private static final int PAGE = 500;
  private static final int MOST_FLAWS = 100;
  private static final String ROOT = "/registry/";

  /// What upstream keeps beside objects.
  private static final List<String> NO_OBJECTS =
      List.of("masterleases/", "peerserverleases/", "ranges/");

  private final Map<String, StoredForm<?>> forms = new LinkedHashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<String> flaws = new ArrayList<>();

  private StoreCheck() {
    Stream.concat(BuiltInKinds.ALL.stream(), OptionalKinds.ALL.stream())
        .filter(kind -> !kind.names().storagePrefix().isEmpty())
        .sorted(
            Comparator.comparingInt((Kind<?> kind) -> kind.names().storagePrefix().length())
                .reversed())
        .forEach(
            kind ->
                forms.putIfAbsent(
                    kind.names().storagePrefix(), new StoredForm<>(kind, StorageMedia.JSON)));
  }

  /// What was found.
  ///
  /// @param revision the revision at which the store was read
  /// @param counts the numbers of objects by the prefix of their keys
  /// @param flaws what is wrong, at most a hundred of it
  public record Report(long revision, Map<String, Long> counts, List<String> flaws) {}

  /// Reads all of a store at one revision. Of a store that seals values, each is opened by itself.
  public static Report run(Store store) {
    var check = new StoreCheck();
    var kept = store instanceof EncryptedStore encrypted ? encrypted.sealed() : store;
    UnaryOperator<Entry> opener =
        store instanceof EncryptedStore encrypted ? encrypted::opened : UnaryOperator.identity();
    long revision = kept.revision();
    Keys keys = Keys.prefix(ROOT);
    Range page;
    do {
      page = kept.range(keys, revision, PAGE);
      for (Entry entry : page.entries()) {
        try {
          check.look(opener.apply(entry));
        } catch (UnreadableException e) {
          check.flaw(entry.key(), String.valueOf(e.getMessage()));
        }
        keys = keys.after(entry.key());
      }
    } while (page.more());
    return new Report(revision, Map.copyOf(check.counts), List.copyOf(check.flaws));
  }

  private void look(Entry entry) {
    String path = entry.key().substring(ROOT.length());
    if (NO_OBJECTS.stream().anyMatch(path::startsWith)) {
      return;
    }
    for (Map.Entry<String, StoredForm<?>> form : forms.entrySet()) {
      if (entry.key().startsWith(form.getKey())) {
        counts.merge(form.getKey(), 1L, Long::sum);
        builtIn(entry, form.getKey(), form.getValue());
        return;
      }
    }
    int slash = path.indexOf('/', path.indexOf('/') + 1);
    counts.merge(slash < 0 ? entry.key() : ROOT + path.substring(0, slash + 1), 1L, Long::sum);
    custom(entry);
  }

  private void builtIn(Entry entry, String prefix, StoredForm<?> form) {
    ObjectMeta metadata;
    try {
      metadata = form.decode(entry.value(), entry.modRevision()).metadata();
    } catch (JsonException | ProtobufException e) {
      flaw(entry.key(), String.valueOf(e.getMessage()));
      return;
    }
    place(entry.key(), prefix, metadata.namespace(), metadata.name());
  }

  private void custom(Entry entry) {
    try {
      if (JsonValue.parse(entry.value()) instanceof Obj object) {
        Obj metadata = object.object("metadata");
        String end =
            (metadata.text("namespace").isEmpty() ? "" : metadata.text("namespace") + "/")
                + metadata.text("name");
        if (!entry.key().endsWith("/" + end)) {
          flaw(entry.key(), "holds the object \"%s\"".formatted(end));
        }
      } else {
        flaw(entry.key(), "holds no object");
      }
    } catch (JsonException e) {
      flaw(entry.key(), String.valueOf(e.getMessage()));
    }
  }

  private void place(String key, String prefix, String namespace, String name) {
    String right = prefix + (namespace.isEmpty() ? "" : namespace + "/") + name;
    if (!key.equals(right)) {
      flaw(key, "holds the object of " + right);
    }
  }

  private void flaw(String key, String what) {
    if (flaws.size() < MOST_FLAWS) {
      flaws.add(key + ": " + what);
    }
  }
}

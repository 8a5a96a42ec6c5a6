package io.kubejar.wire.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.value.Time;
import io.kubejar.wire.json.DocumentWriter;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TableWriterTest {
  @SuppressWarnings("unchecked")
  private static final Kind<ConfigMap> KIND =
      (Kind<ConfigMap>)
          BuiltInKinds.ALL.stream()
              .filter(kind -> kind.names().kind().equals("ConfigMap"))
              .findFirst()
              .orElseThrow();

  @Test
  void writesRows() {
    ConfigMap map =
        ConfigMap.builder()
            .metadata(
                ObjectMeta.builder()
                    .name("a")
                    .creationTimestamp(Time.parse("2026-01-01T00:00:00Z"))
                    .build())
            .build();
    Obj table = table(map, TableWriter.Include.METADATA, true);
    assertThat(table.text("kind")).isEqualTo("Table");
    assertThat(table.text("apiVersion")).isEqualTo("meta.k8s.io/v1");
    assertThat(table.items("columnDefinitions")).hasSize(KIND.columns().size());
    Obj row = (Obj) table.items("rows").getFirst();
    assertThat(row.items("cells"))
        .hasSize(KIND.columns().size())
        .first()
        .isEqualTo(JsonValue.of("a"));
    assertThat(row.object("object").text("kind")).isEqualTo("PartialObjectMetadata");
    assertThat(row.object("object").object("metadata").text("name")).isEqualTo("a");
    Obj bare = table(map, TableWriter.Include.NONE, false);
    assertThat(bare.get("columnDefinitions")).isEqualTo(JsonValue.Null.NULL);
    assertThat(((Obj) bare.items("rows").getFirst()).get("object")).isEqualTo(JsonValue.Null.NULL);
    Obj whole = table(map, TableWriter.Include.OBJECT, true);
    assertThat(((Obj) whole.items("rows").getFirst()).object("object").text("kind"))
        .isEqualTo("ConfigMap");
  }

  private static Obj table(ConfigMap map, TableWriter.Include include, boolean columns) {
    try (DocumentWriter out = new DocumentWriter()) {
      new TableWriter<>(KIND, include, "v1")
          .write(
              out,
              ListMeta.builder().resourceVersion("5").build(),
              List.of(map),
              columns,
              Instant.parse("2026-01-01T00:05:12Z"));
      return Objects.requireNonNull((Obj) JsonValue.parse(out.toBytes()));
    }
  }
}

package io.kubejar.api.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.value.Time;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static final ConfigMap OLD =
      ConfigMap.builder()
          .metadata(m -> m.name("m").namespace("ns").uid("u").resourceVersion("1"))
          .build();

  @Test
  void aNameIsRequired() {
    ConfigMap map = OLD.with(draft -> draft.metadata(m -> m.name("")));
    assertThat(create(map))
        .containsExactly("metadata.name: Required value: name or generateName is required");
  }

  @Test
  void ownersAreComplete() {
    ConfigMap map =
        OLD.with(
            draft ->
                draft.metadata(
                    m ->
                        m.ownerReferences(
                            OwnerReference.builder().apiVersion("a/b/c").kind("K").build())));
    assertThat(create(map))
        .containsExactly(
            "metadata.ownerReferences.apiVersion: Invalid value: \"a/b/c\": version must not be"
                + " empty",
            "metadata.ownerReferences.name: Invalid value: \"\": must not be empty",
            "metadata.ownerReferences.uid: Invalid value: \"\": must not be empty");
  }

  @Test
  void onlyOneOwnerControls() {
    OwnerReference first =
        OwnerReference.builder()
            .apiVersion("v1")
            .kind("ConfigMap")
            .name("m")
            .uid("u1")
            .controller(true)
            .build();
    ConfigMap map =
        OLD.with(
            draft ->
                draft.metadata(
                    m -> m.ownerReferences(first, first.with(o -> o.name("n").uid("u2")))));
    assertThat(create(map))
        .containsExactly(
            "metadata.ownerReferences: Invalid value:"
                + " [{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"m\",\"uid\":\"u1\","
                + "\"controller\":true},{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\","
                + "\"name\":\"n\",\"uid\":\"u2\",\"controller\":true}]: Only one reference can"
                + " have Controller set to true. Found \"true\" in references for ConfigMap/m"
                + " and ConfigMap/n");
  }

  @Test
  void finalizersWithoutADomainAreWellKnown() {
    ConfigMap map = OLD.with(draft -> draft.metadata(m -> m.finalizers("example.com/a", "x")));
    assertThat(create(map))
        .containsExactly(
            "metadata.finalizers[1]: Invalid value: \"x\": name is neither a standard finalizer"
                + " name nor is it fully qualified");
  }

  @Test
  void annotationsHaveALimit() {
    ConfigMap map =
        OLD.with(draft -> draft.metadata(m -> m.annotations(Map.of("a", "x".repeat(1 << 18)))));
    assertThat(create(map))
        .containsExactly("metadata.annotations: Too long: may not be more than 262144 bytes");
  }

  @Test
  void anErrorIsReportedOnceForEachCheckOnUpdate() {
    String wrong = "metadata.uid: Invalid value: \"other\": field is immutable";
    assertThat(update(OLD.with(draft -> draft.metadata(m -> m.uid("other")))))
        .containsExactly(wrong, wrong);
    assertThat(update(OLD.with(draft -> draft.metadata(m -> m.labels(Map.of("a b", ""))))))
        .hasSize(4);
  }

  @Test
  void noFinalizerIsAddedWhileDeleting() {
    ConfigMap deleting = OLD.with(draft -> draft.metadata(m -> m.deletionTimestamp(Time.EPOCH)));
    ConfigMap changed =
        deleting.with(draft -> draft.metadata(m -> m.finalizers("example.com/more")));
    assertThat(texts(Validation.update(ConfigMapKind.CONFIG_MAP, changed, deleting)))
        .contains(
            "metadata.finalizers: Forbidden: no new finalizers can be added if the object is"
                + " being deleted, found new finalizers []string{\"example.com/more\"}");
  }

  @Test
  void everyKindTakesItsEmptyObject() {
    for (Kind<?> kind : BuiltInKinds.ALL) {
      run(kind);
    }
  }

  private static <T extends ApiObject> void run(Kind<T> kind) {
    T object = kind.prepareCreate(kind.defaults(kind.codec().zero()));
    assertThat(kind.defaults(object)).isEqualTo(object);
    assertThat(Validation.create(kind, object)).isNotNull();
    assertThat(Validation.update(kind, kind.prepareUpdate(object, object), object)).isNotNull();
    assertThat(Validation.status(kind, kind.prepareStatusUpdate(object, object), object))
        .isNotNull();
    for (Column<T> column : kind.columns()) {
      Object cell = column.cell().apply(object, Time.EPOCH.instant());
      assertThat(cell == null || !cell.equals("null")).as(column.name()).isTrue();
    }
    for (SelectableField<T> field : kind.selectableFields()) {
      assertThat(field.value().apply(object)).as(field.path()).isNotNull();
    }
  }

  private static List<String> create(ConfigMap map) {
    return texts(Validation.create(ConfigMapKind.CONFIG_MAP, map));
  }

  private static List<String> update(ConfigMap map) {
    return texts(Validation.update(ConfigMapKind.CONFIG_MAP, map, OLD));
  }

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }
}

package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `podtemplates` resource: names and rules of [PodTemplate].
public final class PodTemplateKind implements Kind<PodTemplate> {
  public static final PodTemplateKind POD_TEMPLATE = new PodTemplateKind();

  private static final Names NAMES =
      Names.of("", "v1", "PodTemplate", "podtemplates")
          .namespaced()
          .stored("/registry/podtemplates/", "LIXB2x4IFpk=")
          .build();

  private PodTemplateKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<PodTemplate> codec() {
    return PodTemplateCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public PodTemplate defaults(PodTemplate given) {
    return given.with(draft -> draft.template(PodDefaults.of(given.template())));
  }

  @Override
  public void validate(PodTemplate object, FieldErrors errors) {
    PodValidation.checkTemplate(object.template(), Path.of("template"), errors);
  }

  @Override
  public List<String> warnings(PodTemplate object) {
    return PodWarnings.of(object.template(), Path.of("template"));
  }

  @Override
  public List<Column<PodTemplate>> columns() {
    return COLUMNS;
  }

  private static final List<Column<PodTemplate>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "Containers",
              "The names of the containers.",
              each -> PodTemplateColumns.names(each.template())),
          Column.text("Images", "The images.", each -> PodTemplateColumns.images(each.template())),
          Column.text(
              "Pod Labels",
              "The labels of the pods.",
              each -> LabelSelectors.text(each.template().metadata().labels())));
}

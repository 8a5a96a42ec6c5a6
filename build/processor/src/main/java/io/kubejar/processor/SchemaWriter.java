package io.kubejar.processor;

/// Writes `XSchema`: the table of members, loaded only when patches, apply or OpenAPI ask for it.
final class SchemaWriter {
  private final RecordModel model;
  private final Source out;

  SchemaWriter(RecordModel model) {
    this.model = model;
    this.out = Source.open(model);
  }

  String source() {
    out.line("/// The table of the members of [%s].", model.name());
    out.line("@Generated(\"io.kubejar.processor\")");
    out.line("public final class %sSchema {", model.name());
    out.line("  public static final io.kubejar.api.schema.ObjectSchema SCHEMA =");
    out.line("      new io.kubejar.api.schema.ObjectSchema(");
    out.line("          %s,", Source.quote(model.apiName()));
    out.line("          %s,", Source.quote(model.proto()));
    out.line("          %s,", Source.quote(model.group()));
    out.line("          %s,", Source.quote(model.version()));
    out.line("          %s,", Source.quote(model.kind()));
    out.line("          %s,", Source.quote(model.doc()));
    out.line("          %s,", model.atomic());
    out.line("          java.util.List.of(");
    int last = model.components().size() - 1;
    for (int i = 0; i <= last; i++) {
      member(model.components().get(i), i == last ? "" : ",");
    }
    out.line("          ));");
    out.line("");
    out.line("  private %sSchema() {}", model.name());
    out.line("}");
    return out.toString();
  }

  private void member(ComponentModel c, String comma) {
    ComponentModel.Facts facts = c.facts();
    out.line("              new io.kubejar.api.schema.FieldSchema(");
    out.line("                  " + "%s,", Source.quote(c.json()));
    out.line("                  %s,", Source.quote(c.doc()));
    out.line("                  %s,", c.type().schema());
    out.line("                  %s, %s, %s,", c.optional(), facts.required(), facts.always());
    out.line(
        "                  %s, %s,", Source.quote(facts.format()), Source.quote(facts.byDefault()));
    out.line("                  %s,", Source.listOf(facts.oneOf()));
    out.line("                  io.kubejar.api.schema.ListType.%s,", facts.list());
    out.line(
        "                  %s, %s, %s,",
        Source.listOf(facts.keys()), facts.atomic(), facts.granular());
    out.line(
        "                  %s, %s,", Source.listOf(facts.patch()), Source.quote(facts.mergeKey()));
    out.line(
        "                  %s, java.util.List.of(%s))%s",
        facts.tag(), String.join(", ", facts.within()), comma);
  }
}

package io.kubejar.api.flowcontrol.v1;

import static io.kubejar.api.kind.Defaults.orElse;
import static io.kubejar.api.kind.Defaults.unlessZero;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import java.util.function.ToIntFunction;

/// The `prioritylevelconfigurations` resource: names and rules of [PriorityLevelConfiguration].
public final class PriorityLevelConfigurationKind implements Kind<PriorityLevelConfiguration> {
  public static final PriorityLevelConfigurationKind PRIORITY_LEVEL_CONFIGURATION =
      new PriorityLevelConfigurationKind();

  private static final Names NAMES =
      Names.of(
              "flowcontrol.apiserver.k8s.io",
              "v1",
              "PriorityLevelConfiguration",
              "prioritylevelconfigurations")
          .stored("/registry/prioritylevelconfigurations/", "Kir5PVfvNeI=")
          .subresource("status", "get", "patch", "update")
          .build();

  private PriorityLevelConfigurationKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<PriorityLevelConfiguration> codec() {
    return PriorityLevelConfigurationCodec.INSTANCE;
  }

  @Override
  public boolean statusChangesMetadata() {
    return false;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.OBJECT;
  }

  @Override
  public void validate(PriorityLevelConfiguration object, FieldErrors errors) {
    PriorityLevelValidation.check(object, errors);
  }

  @Override
  public void validateStatusUpdate(
      PriorityLevelConfiguration object, PriorityLevelConfiguration old, FieldErrors errors) {
    PriorityLevelValidation.checkStatus(object.status(), errors);
  }

  @Override
  public List<Column<PriorityLevelConfiguration>> columns() {
    return COLUMNS;
  }

  private static Object shares(PriorityLevelConfiguration level) {
    LimitedPriorityLevelConfiguration limited = level.spec().limited();
    ExemptPriorityLevelConfiguration exempt = level.spec().exempt();
    Integer shares =
        limited != null
            ? limited.nominalConcurrencyShares()
            : exempt == null ? null : exempt.nominalConcurrencyShares();
    return shares == null ? "<none>" : (long) shares;
  }

  private static Object queuing(
      PriorityLevelConfiguration level, ToIntFunction<QueuingConfiguration> part) {
    LimitedPriorityLevelConfiguration limited = level.spec().limited();
    QueuingConfiguration queuing = limited == null ? null : limited.limitResponse().queuing();
    return queuing == null ? "<none>" : (long) part.applyAsInt(queuing);
  }

  @Override
  public PriorityLevelConfiguration defaults(PriorityLevelConfiguration given) {
    LimitedPriorityLevelConfiguration limited = given.spec().limited();
    ExemptPriorityLevelConfiguration exempt = given.spec().exempt();
    return given.with(
        draft ->
            draft.spec(
                s -> {
                  if (limited != null) {
                    s.limited(
                        l -> {
                          l.nominalConcurrencyShares(orElse(limited.nominalConcurrencyShares(), 30))
                              .lendablePercent(orElse(limited.lendablePercent(), 0));
                          QueuingConfiguration queuing = limited.limitResponse().queuing();
                          if (queuing != null) {
                            l.limitResponse(
                                r ->
                                    r.queuing(
                                        q ->
                                            q.queues(unlessZero(queuing.queues(), 64))
                                                .handSize(unlessZero(queuing.handSize(), 8))
                                                .queueLengthLimit(
                                                    unlessZero(queuing.queueLengthLimit(), 50))));
                          }
                        });
                  }
                  if (given.spec().type().equals("Exempt")) {
                    ExemptPriorityLevelConfiguration known =
                        orElse(exempt, ExemptPriorityLevelConfiguration.builder().build());
                    s.exempt(
                        known.with(
                            e ->
                                e.nominalConcurrencyShares(
                                        orElse(known.nominalConcurrencyShares(), 0))
                                    .lendablePercent(orElse(known.lendablePercent(), 0))));
                  }
                }));
  }

  private static final List<Column<PriorityLevelConfiguration>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Type", "Whether requests are limited.", each -> each.spec().type()),
          Column.text(
              "NominalConcurrencyShares", "Its share of all requests.", each -> shares(each)),
          Column.text(
              "Queues",
              "How many queues there are.",
              each -> queuing(each, QueuingConfiguration::queues)),
          Column.text(
              "HandSize",
              "How many queues a flow may use.",
              each -> queuing(each, QueuingConfiguration::handSize)),
          Column.text(
              "QueueLengthLimit",
              "How long a queue may be.",
              each -> queuing(each, QueuingConfiguration::queueLengthLimit)),
          Column.age());
}

package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.each;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Quantity;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// The `limitranges` resource: names and rules of [LimitRange].
public final class LimitRangeKind implements Kind<LimitRange> {
  public static final LimitRangeKind LIMIT_RANGE = new LimitRangeKind();

  private static final Names NAMES =
      Names.of("", "v1", "LimitRange", "limitranges")
          .namespaced()
          .shortNames("limits")
          .stored("/registry/limitranges/", "EBKMFVe6cwo=")
          .build();

  private LimitRangeKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<LimitRange> codec() {
    return LimitRangeCodec.INSTANCE;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.OBJECT;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  /// One without a name gets one that nobody else has.
  @Override
  public LimitRange prepareCreate(LimitRange range) {
    return range.metadata().name().isEmpty()
        ? range.with(
            draft ->
                draft.metadata(
                    m ->
                        m.name(
                            UUID.nameUUIDFromBytes(range.metadata().uid().getBytes(US_ASCII))
                                .toString())))
        : range;
  }

  @Override
  public void validate(LimitRange range, FieldErrors errors) {
    LimitRangeValidation.check(range.spec().limits(), errors);
  }

  @Override
  public void validateUpdate(LimitRange range, LimitRange old, FieldErrors errors) {
    validate(range, errors);
  }

  @Override
  public LimitRange defaults(LimitRange range) {
    return range.with(
        draft -> draft.spec(s -> s.limits(each(range.spec().limits(), LimitRangeKind::filled))));
  }

  /// Limits follow the maximum, and requests follow limits or else the minimum.
  private static LimitRangeItem filled(LimitRangeItem item) {
    if (!item.type().equals("Container")) {
      return item;
    }
    Map<String, Quantity> limits = new TreeMap<>(item.max());
    limits.putAll(item.defaultValue());
    Map<String, Quantity> requests = new TreeMap<>(item.min());
    requests.putAll(limits);
    requests.putAll(item.defaultRequest());
    return item.with(draft -> draft.defaultValue(limits).defaultRequest(requests));
  }
}

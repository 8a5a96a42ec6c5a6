package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.MicroTime;
import org.jspecify.annotations.Nullable;

/// The count of repeats of an event and the time of the latest one, to the microsecond.
///
/// @param count Number of occurrences in the series up to its last report.
/// @param lastObservedTime When the latest occurrence was seen, to the microsecond.
@ApiType(value = "io.k8s.api.core.v1.EventSeries", proto = "k8s.io.api.core.v1.EventSeries")
public record EventSeries(
    @Field(tag = 1, format = "int32") int count,
    @Field(tag = 2, always = true) @Nullable MicroTime lastObservedTime)
    implements EventSeriesBuilder.With {
  /// An empty draft.
  public static EventSeriesBuilder builder() {
    return new EventSeriesBuilder();
  }
}

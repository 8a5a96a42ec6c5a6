package io.kubejar.api.events.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.MicroTime;
import org.jspecify.annotations.Nullable;

/// The count of repeats of an event and the time of the latest one, to the microsecond.
///
/// @param count How many times the event has occurred up to the last update; at least 2.
/// @param lastObservedTime When the latest occurrence known so far was observed, with microsecond
///   precision.
@ApiType(value = "io.k8s.api.events.v1.EventSeries", proto = "k8s.io.api.events.v1.EventSeries")
public record EventSeries(
    @Field(tag = 1, required = true, always = true, format = "int32") int count,
    @Field(tag = 2, required = true, always = true) @Nullable MicroTime lastObservedTime)
    implements EventSeriesBuilder.With {
  /// An empty draft.
  public static EventSeriesBuilder builder() {
    return new EventSeriesBuilder();
  }
}

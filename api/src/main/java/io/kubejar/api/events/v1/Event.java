package io.kubejar.api.events.v1;

import io.kubejar.api.core.v1.EventSource;
import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.MicroTime;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// A report that something happened to an object, kept for a short time, with its reporter, reason,
/// action and note.
///
/// @param metadata Standard object metadata; events are namespaced and expire after a while.
/// @param eventTime When the event was first observed, with microsecond precision; required for new
///   events.
/// @param series Repetition data when the event occurred more than once; absent for single
///   occurrences.
/// @param reportingController Qualified name of the component that reports, like
///   `kubernetes.io/kubelet`; fixed after creation.
/// @param reportingInstance Identity of the particular reporting process, at most 128 characters,
///   such as its pod name.
/// @param action What was attempted or decided regarding the object, machine-readable; at most 128
///   characters.
/// @param reason Why the action took place, one CamelCase word of at most 128 characters.
/// @param regarding Main object the event is about, commonly the one managed by the reporter.
/// @param related Second object involved in the action, if there is one, for example a newly
///   created child.
/// @param note Description for people, at most 1 kB, that programs should not depend on.
/// @param type Severity class of the event, either `Normal` or `Warning`.
/// @param deprecatedSource Reporter in the style of core/v1 events, retained only for
///   compatibility.
/// @param deprecatedFirstTimestamp First occurrence in the style of core/v1 events, retained only
///   for compatibility.
/// @param deprecatedLastTimestamp Latest occurrence in the style of core/v1 events, retained only
///   for compatibility.
/// @param deprecatedCount Occurrence counter in the style of core/v1 events, retained only for
///   compatibility.
@ApiType(
    value = "io.k8s.api.events.v1.Event",
    proto = "k8s.io.api.events.v1.Event",
    group = "events.k8s.io",
    version = "v1",
    kind = "Event")
public record Event(
    @Field(tag = 1, always = true) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) @Nullable MicroTime eventTime,
    @Field(tag = 3) @Nullable EventSeries series,
    @Field(tag = 4) String reportingController,
    @Field(tag = 5) String reportingInstance,
    @Field(tag = 6) String action,
    @Field(tag = 7) String reason,
    @Field(tag = 8) ObjectReference regarding,
    @Field(tag = 9) @Nullable ObjectReference related,
    @Field(tag = 10) String note,
    @Field(tag = 11) String type,
    @Field(tag = 12) EventSource deprecatedSource,
    @Field(tag = 13, always = true) @Nullable Time deprecatedFirstTimestamp,
    @Field(tag = 14, always = true) @Nullable Time deprecatedLastTimestamp,
    @Field(tag = 15, format = "int32") int deprecatedCount)
    implements ApiObject, EventBuilder.With {
  /// An empty draft.
  public static EventBuilder builder() {
    return new EventBuilder();
  }
}

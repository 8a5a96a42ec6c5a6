package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.MicroTime;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// A report that something happened to an object, kept for a short time. Repeats are counted
/// instead of being stored one by one.
///
/// @param metadata Name, namespace and other standard data of the event itself.
/// @param involvedObject The object to which the reported happening relates, such as a pod.
/// @param reason Short CamelCase word for why it happened, suited to programs.
/// @param message Description of what happened, phrased for people and not for programs.
/// @param source Component and host that reported the event, in the older form.
/// @param firstTimestamp When the event was first seen, to the second.
/// @param lastTimestamp When the event was most recently seen, to the second.
/// @param count Number of times the event has been seen.
/// @param type Class of event: `Normal` or `Warning`; more may be added.
/// @param eventTime When the event was first seen, to the microsecond.
/// @param series Repetition data; unset for an event that occurred only once.
/// @param action What was done or failed regarding the involved object, as one word.
/// @param related Second object that plays a part in the event, if there is one.
/// @param reportingComponent Name of the controller that issued the event, for example
///   `kubernetes.io/kubelet`.
/// @param reportingInstance Instance of the controller, for example the pod or host name.
@ApiType(
    value = "io.k8s.api.core.v1.Event",
    proto = "k8s.io.api.core.v1.Event",
    version = "v1",
    kind = "Event")
public record Event(
    @Field(tag = 1, required = true, always = true) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) ObjectReference involvedObject,
    @Field(tag = 3) String reason,
    @Field(tag = 4) String message,
    @Field(tag = 5) EventSource source,
    @Field(tag = 6, always = true) @Nullable Time firstTimestamp,
    @Field(tag = 7, always = true) @Nullable Time lastTimestamp,
    @Field(tag = 8, format = "int32") int count,
    @Field(tag = 9) String type,
    @Field(tag = 10, always = true) @Nullable MicroTime eventTime,
    @Field(tag = 11) @Nullable EventSeries series,
    @Field(tag = 12) String action,
    @Field(tag = 13) @Nullable ObjectReference related,
    @Field(tag = 14, always = true) String reportingComponent,
    @Field(tag = 15, always = true) String reportingInstance)
    implements ApiObject, EventBuilder.With {
  /// An empty draft.
  public static EventBuilder builder() {
    return new EventBuilder();
  }
}

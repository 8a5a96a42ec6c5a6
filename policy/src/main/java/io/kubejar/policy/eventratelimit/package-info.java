/// The plugin `EventRateLimit`: token buckets for events.
@NullMarked
package io.kubejar.policy.eventratelimit;

import org.jspecify.annotations.NullMarked;

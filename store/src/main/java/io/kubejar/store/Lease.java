package io.kubejar.store;

import java.time.Duration;
import java.time.Instant;

/// A promise to delete keys at a time, unless it is renewed.
public record Lease(long id, Duration timeToLive, Instant expiry) {}

package io.kubejar.node.agent.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which part of a log is wanted, and how.
///
/// @param follow whether to wait for more until the container ends
/// @param tailLines at most so many of the last lines
/// @param since lines from this time on
/// @param timestamps whether each line begins with its time
/// @param limitBytes at most so many bytes
/// @param stream `Stdout` or `Stderr` for one of both streams, otherwise both
public record LogOptions(
    boolean follow,
    @Nullable Long tailLines,
    @Nullable Instant since,
    boolean timestamps,
    @Nullable Long limitBytes,
    String stream) {
  public static final LogOptions ALL = new LogOptions(false, null, null, false, null, "All");
}

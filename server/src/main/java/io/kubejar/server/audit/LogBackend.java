package io.kubejar.server.audit;

import static java.lang.System.Logger.Level.ERROR;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Writes a line per event.
public final class LogBackend implements AuditBackend {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server.audit");

  private final OutputStream out;
  private final Format format;
  private final boolean strict;
  private final AuditCounts counts;

  /// How a line looks.
  public enum Format {
    /// The event as JSON.
    JSON,
    /// `key="value"` pairs.
    LEGACY
  }

  /// @param out where the lines go; a line is one write
  /// @param strict whether a request is to be refused whose event cannot be written
  public LogBackend(OutputStream out, Format format, boolean strict, AuditCounts counts) {
    this.out = out;
    this.format = format;
    this.strict = strict;
    this.counts = counts;
  }

  @Override
  public synchronized boolean process(List<AuditEvent> events) {
    boolean kept = true;
    for (AuditEvent event : events) {
      var line = new ByteArrayOutputStream(1024);
      line.writeBytes(
          switch (format) {
            case JSON -> event.toJson();
            case LEGACY -> LegacyLine.of(event);
          });
      line.write('\n');
      try {
        out.write(line.toByteArray());
        out.flush();
      } catch (IOException e) {
        counts.error("log", 1);
        LOG.log(ERROR, "an audit event cannot be written: {0}", e.getMessage());
        kept = false;
      }
    }
    return kept || !strict;
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      LOG.log(ERROR, "the audit log cannot be closed: {0}", e.getMessage());
    }
  }
}

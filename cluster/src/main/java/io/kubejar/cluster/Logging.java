package io.kubejar.cluster;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Where the log goes and how its lines look: time, level, area, text.
final class Logging {
  private Logging() {}

  /// Sends everything of level INFO and above to a stream; `KUBEJAR_LOG=debug` lowers the level.
  static void to(PrintStream out) {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new Lines(out));
    root.setLevel(Level.INFO);
    boolean debug = "debug".equalsIgnoreCase(System.getenv("KUBEJAR_LOG"));
    Logger own = Logger.getLogger("io.kubejar");
    own.setLevel(debug ? Level.FINE : Level.INFO);
    OWN = own;
  }

  /// Kept, since the runtime forgets loggers that nobody refers to together with their level.
  @SuppressWarnings("unused")
  private static Logger OWN = Logger.getLogger("io.kubejar");

  private static final class Lines extends Handler {
    private final PrintStream out;
    private final Formatter text =
        new Formatter() {
          @Override
          public String format(LogRecord record) {
            return formatMessage(record);
          }
        };

    Lines(PrintStream out) {
      this.out = out;
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
      StringBuilder line = new StringBuilder(160);
      line.append(Instant.ofEpochMilli(record.getMillis()).truncatedTo(ChronoUnit.MILLIS));
      line.append(' ').append(record.getLevel().getName());
      line.append(' ').append(record.getLoggerName());
      line.append(": ").append(text.format(record));
      Throwable thrown = record.getThrown();
      if (thrown != null) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        line.append('\n').append(trace);
      }
      out.println(line);
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}

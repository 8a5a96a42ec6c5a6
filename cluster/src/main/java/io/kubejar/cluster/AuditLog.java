package io.kubejar.cluster;

import io.kubejar.cli.AuditOptions;
import io.kubejar.cli.UserException;
import io.kubejar.client.http.Endpoint;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.http.HttpClient;
import io.kubejar.server.audit.AuditBackend;
import io.kubejar.server.audit.AuditCounts;
import io.kubejar.server.audit.AuditPolicy;
import io.kubejar.server.audit.Auditor;
import io.kubejar.server.audit.BatchingBackend;
import io.kubejar.server.audit.BatchingBackend.Batches;
import io.kubejar.server.audit.Level;
import io.kubejar.server.audit.LogBackend;
import io.kubejar.server.audit.PolicyException;
import io.kubejar.server.audit.RotatingFile;
import io.kubejar.server.audit.TruncatingBackend;
import io.kubejar.server.audit.WebhookBackend;
import io.kubejar.server.health.Metrics;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audit log as the options want it.
final class AuditLog {
  private static final int LARGEST_EVENT = 100 * 1024;
  private static final int LARGEST_BATCH = 10 * 1024 * 1024;

  private AuditLog() {}

  /// Opens the backends, which `owned` closes.
  static Auditor open(AuditOptions options, Metrics metrics, Teardown owned) throws IOException {
    AuditCounts counts = new AuditCounts();
    register(metrics, counts);
    Path file = options.policyFile();
    if (file == null) {
      return Auditor.OFF;
    }
    AuditPolicy policy = policy(file);
    List<AuditBackend> backends = new ArrayList<>();
    if (options.logPath() != null) {
      backends.add(log(options, options.logPath(), counts));
    }
    if (options.webhookConfig() != null) {
      backends.add(webhook(options, options.webhookConfig(), counts, owned));
    }
    return owned.own("audit log", new Auditor(policy, backends, counts, Clock.systemUTC()));
  }

  private static AuditPolicy policy(Path file) throws IOException {
    try {
      return AuditPolicy.parse(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new UserException("--audit-policy-file: there is no file " + file);
    } catch (PolicyException e) {
      throw new UserException("--audit-policy-file %s: %s".formatted(file, e.getMessage()));
    }
  }

  private static AuditBackend log(AuditOptions options, String path, AuditCounts counts)
      throws IOException {
    OutputStream out =
        path.equals("-")
            ? new FileOutputStream(FileDescriptor.out)
            : new RotatingFile(
                Path.of(path),
                new RotatingFile.Limits(
                    (long) options.logMaxSize() << 20,
                    Duration.ofDays(options.logMaxAge()),
                    options.logMaxBackup(),
                    options.logCompress()),
                Clock.systemUTC());
    LogBackend.Format format =
        switch (options.logFormat()) {
          case "json" -> LogBackend.Format.JSON;
          case "legacy" -> LogBackend.Format.LEGACY;
          case String other ->
              throw new UserException(
                  "--audit-log-format: \"" + other + "\" is neither json nor legacy");
        };
    boolean strict = options.logMode().equals("blocking-strict");
    AuditBackend log = new LogBackend(out, format, strict, counts);
    Batches batches =
        batched("--audit-log-mode", options.logMode())
            ? new Batches(10_000, 1, Duration.ZERO, 0, 1)
            : null;
    return wrapped("log", log, options.logTruncate(), batches, counts);
  }

  private static AuditBackend webhook(
      AuditOptions options, Path config, AuditCounts counts, Teardown owned) throws IOException {
    Endpoint endpoint;
    try {
      endpoint = Kubeconfig.read(config).endpoint();
    } catch (IOException e) {
      throw new UserException("--audit-webhook-config-file %s: %s".formatted(config, e));
    }
    HttpClient client =
        owned.own(
            "client of the audit webhook",
            HttpClient.builder()
                .tls(endpoint.tls())
                .connectTimeout(Duration.ofSeconds(10))
                .build());
    AuditBackend webhook =
        new WebhookBackend(
            client,
            endpoint.server(),
            endpoint.bearerToken(),
            GoDuration.parse("--audit-webhook-initial-backoff", options.webhookBackoff()),
            counts);
    Batches batches =
        batched("--audit-webhook-mode", options.webhookMode())
            ? new Batches(
                options.webhookBuffer(),
                options.webhookBatch(),
                GoDuration.parse("--audit-webhook-batch-max-wait", options.webhookWait()),
                10,
                15)
            : null;
    return wrapped("webhook", webhook, options.webhookTruncate(), batches, counts);
  }

  private static boolean batched(String option, String mode) {
    return switch (mode) {
      case "batch" -> true;
      case "blocking", "blocking-strict" -> false;
      default ->
          throw new UserException(
              "%s: \"%s\" is none of batch, blocking, blocking-strict".formatted(option, mode));
    };
  }

  /// A batch is gathered first and cut to size then.
  private static AuditBackend wrapped(
      String name,
      AuditBackend backend,
      boolean truncate,
      @Nullable Batches batches,
      AuditCounts counts) {
    AuditBackend cut =
        truncate ? new TruncatingBackend(backend, LARGEST_EVENT, LARGEST_BATCH, counts) : backend;
    return batches == null ? cut : new BatchingBackend(name, cut, batches, counts);
  }

  private static void register(Metrics metrics, AuditCounts counts) {
    metrics.count(
        "apiserver_audit_event_total",
        "Counter of audit events generated and sent to the audit backend.",
        counts::events,
        List.of(),
        List.of());
    metrics.count(
        "apiserver_audit_requests_rejected_total",
        "Counter of apiserver requests rejected due to an error in audit logging backend.",
        counts::rejected,
        List.of(),
        List.of());
    for (Level level : Level.values()) {
      metrics.count(
          "apiserver_audit_level_total",
          "Counter of policy levels for audit events (1 per request).",
          () -> counts.requests(level),
          List.of("level"),
          List.of(level.toString()));
    }
    for (String plugin : List.of("log", "webhook", "truncate")) {
      metrics.count(
          "apiserver_audit_error_total",
          "Counter of audit events that failed to be audited properly. Plugin identifies the plugin"
              + " affected by the error.",
          () -> counts.errors(plugin),
          List.of("plugin"),
          List.of(plugin));
    }
  }
}

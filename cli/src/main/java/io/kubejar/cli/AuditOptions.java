package io.kubejar.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of the API server's audit log, by upstream's names.
public final class AuditOptions {
  @Option(
      names = "--audit-policy-file",
      paramLabel = "FILE",
      description = "Policy of audit.k8s.io/v1 that says what is told; without it nothing is.")
  @Nullable Path policyFile;

  @Option(
      names = "--audit-log-path",
      paramLabel = "FILE",
      description = "File that gets a line per audit event; - for standard output.")
  @Nullable String logPath;

  @Option(
      names = "--audit-log-format",
      paramLabel = "json|legacy",
      defaultValue = "json",
      description = "How a line of the audit log looks (default: ${DEFAULT-VALUE}).")
  String logFormat = "json";

  @Option(
      names = "--audit-log-maxage",
      paramLabel = "DAYS",
      defaultValue = "0",
      description = "How long old audit logs stay; 0 for ever.")
  int logMaxAge;

  @Option(
      names = "--audit-log-maxbackup",
      paramLabel = "COUNT",
      defaultValue = "0",
      description = "How many old audit logs stay; 0 for all.")
  int logMaxBackup;

  @Option(
      names = "--audit-log-maxsize",
      paramLabel = "MEGABYTES",
      defaultValue = "0",
      description = "The size at which a new audit log begins; 0 for 100.")
  int logMaxSize;

  @Option(
      names = "--audit-log-compress",
      arity = "0..1",
      fallbackValue = "true",
      description = "Compress old audit logs.")
  boolean logCompress;

  @Option(
      names = "--audit-log-mode",
      paramLabel = "MODE",
      defaultValue = "blocking",
      description = "batch, blocking or blocking-strict (default: ${DEFAULT-VALUE}).")
  String logMode = "blocking";

  @Option(
      names = "--audit-log-truncate-enabled",
      arity = "0..1",
      fallbackValue = "true",
      description = "Leave bodies out of audit events of the log that are too large.")
  boolean logTruncate;

  @Option(
      names = "--audit-webhook-config-file",
      paramLabel = "FILE",
      description = "Kubeconfig of a service that gets the audit events.")
  @Nullable Path webhookConfig;

  @Option(
      names = "--audit-webhook-mode",
      paramLabel = "MODE",
      defaultValue = "batch",
      description = "batch, blocking or blocking-strict (default: ${DEFAULT-VALUE}).")
  String webhookMode = "batch";

  @Option(
      names = "--audit-webhook-initial-backoff",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "How long to wait before events are posted again (default: ${DEFAULT-VALUE}).")
  String webhookBackoff = "10s";

  @Option(
      names = "--audit-webhook-batch-buffer-size",
      paramLabel = "COUNT",
      defaultValue = "10000",
      description = "How many events wait to be posted (default: ${DEFAULT-VALUE}).")
  int webhookBuffer = 10_000;

  @Option(
      names = "--audit-webhook-batch-max-size",
      paramLabel = "COUNT",
      defaultValue = "400",
      description = "How many events are posted together (default: ${DEFAULT-VALUE}).")
  int webhookBatch = 400;

  @Option(
      names = "--audit-webhook-batch-max-wait",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description = "How long events wait for others (default: ${DEFAULT-VALUE}).")
  String webhookWait = "30s";

  @Option(
      names = "--audit-webhook-truncate-enabled",
      arity = "0..1",
      fallbackValue = "true",
      description = "Leave bodies out of posted audit events that are too large.")
  boolean webhookTruncate;

  public @Nullable Path policyFile() {
    return policyFile;
  }

  public @Nullable String logPath() {
    return logPath;
  }

  public String logFormat() {
    return logFormat;
  }

  public int logMaxAge() {
    return logMaxAge;
  }

  public int logMaxBackup() {
    return logMaxBackup;
  }

  public int logMaxSize() {
    return logMaxSize;
  }

  public boolean logCompress() {
    return logCompress;
  }

  public String logMode() {
    return logMode;
  }

  public boolean logTruncate() {
    return logTruncate;
  }

  public @Nullable Path webhookConfig() {
    return webhookConfig;
  }

  public String webhookMode() {
    return webhookMode;
  }

  public String webhookBackoff() {
    return webhookBackoff;
  }

  public int webhookBuffer() {
    return webhookBuffer;
  }

  public int webhookBatch() {
    return webhookBatch;
  }

  public String webhookWait() {
    return webhookWait;
  }

  public boolean webhookTruncate() {
    return webhookTruncate;
  }
}

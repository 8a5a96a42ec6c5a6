package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.LifecycleHandler;
import io.kubejar.node.agent.probe.ProbeHandler;
import io.kubejar.node.agent.probe.ProbeOutcome;
import io.kubejar.node.agent.time.Timeline;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.v1.ExecSyncResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// What runs after a container's start and before its end.
final class Hooks {
  private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(60);

  private final ContainerRuntime runtime;
  private final ProbeHandler prober;
  private final Timeline timeline;

  Hooks(ContainerRuntime runtime, ProbeHandler prober, Timeline timeline) {
    this.runtime = runtime;
    this.prober = prober;
    this.timeline = timeline;
  }

  /// Runs a hook to its end.
  ///
  /// @param timeout after which a command is ended, zero for never
  /// @throws HookException when it fails
  void run(
      LifecycleHandler hook,
      Container container,
      String containerId,
      String podIp,
      Duration timeout)
      throws InterruptedException {
    try {
      if (hook.exec() != null) {
        ExecSyncResponse response = runtime.execSync(containerId, hook.exec().command(), timeout);
        if (response.getExitCode() != 0) {
          throw new HookException(
              "command '"
                  + String.join(" ", hook.exec().command())
                  + "' exited with "
                  + response.getExitCode()
                  + ": "
                  + response.getStderr().toStringUtf8());
        }
      } else if (hook.httpGet() != null) {
        requireWell(
            prober.get(
                hook.httpGet(),
                container,
                containerId,
                podIp,
                timeout.isZero() ? HTTP_TIMEOUT : timeout));
      } else if (hook.sleep() != null) {
        sleep(Duration.ofSeconds(hook.sleep().seconds()), timeout);
      } else if (hook.tcpSocket() != null) {
        requireWell(prober.connect(hook.tcpSocket(), container, containerId, podIp, HTTP_TIMEOUT));
      }
    } catch (HookException | InterruptedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new HookException(String.valueOf(e.getMessage()));
    }
  }

  private static void requireWell(ProbeOutcome outcome) {
    if (outcome.verdict() == ProbeOutcome.Verdict.FAILURE) {
      throw new HookException(outcome.output());
    }
  }

  private void sleep(Duration length, Duration timeout) throws InterruptedException {
    Duration time = timeout.isZero() || length.compareTo(timeout) < 0 ? length : timeout;
    CountDownLatch over = new CountDownLatch(1);
    Timeline.Alarm alarm = timeline.at(timeline.now().plus(time), over::countDown);
    try {
      over.await();
    } finally {
      alarm.cancel();
    }
  }

  /// A hook that failed.
  static final class HookException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HookException(String message) {
      super(message, null, false, false);
    }
  }
}

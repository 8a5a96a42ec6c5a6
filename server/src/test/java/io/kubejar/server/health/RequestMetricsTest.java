package io.kubejar.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.rest.RequestInfo;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {
  private final Metrics metrics = new Metrics();
  private final RequestMetrics requests = new RequestMetrics(metrics);

  private static RequestInfo pods(String verb, String name, String subresource) {
    return new RequestInfo(
        "", verb, "api", "", "v1", "default", "pods", name, subresource, "", false);
  }

  private void ended(RequestInfo info, int code) {
    requests.started(info);
    requests.ended(info, code, false, Duration.ofMillis(30));
  }

  @Test
  void requestsAreCountedByTheVerbsOfHttp() {
    ended(pods("create", "", ""), 201);
    ended(pods("update", "a", ""), 200);
    ended(pods("list", "", ""), 200);
    ended(pods("create", "a", "exec"), 101);
    assertThat(metrics.text())
        .contains(
            "apiserver_request_total{code=\"201\",component=\"apiserver\",dry_run=\"\",group=\"\",resource=\"pods\",scope=\"namespace\",subresource=\"\",verb=\"POST\",version=\"v1\"}"
                + " 1",
            "verb=\"PUT\"",
            "verb=\"LIST\"",
            "subresource=\"exec\",verb=\"CONNECT\"",
            "apiserver_request_duration_seconds_bucket{",
            "apiserver_request_sli_duration_seconds_count{");
  }

  @Test
  void whatIsNotThereMakesNoSeries() {
    ended(pods("get", "a", ""), 404);
    assertThat(metrics.text()).contains("code=\"404\"").doesNotContain("resource=\"pods\"");
  }

  @Test
  void whatIsAtWorkIsCountedWhileItIs() {
    RequestInfo watch = pods("watch", "", "");
    RequestInfo create = pods("create", "", "");
    requests.started(watch);
    requests.started(create);
    assertThat(metrics.text())
        .contains(
            "apiserver_current_inflight_requests{request_kind=\"mutating\"} 1",
            "apiserver_current_inflight_requests{request_kind=\"readOnly\"} 0",
            "apiserver_longrunning_requests{component=\"apiserver\",group=\"\",resource=\"pods\","
                + "scope=\"namespace\",subresource=\"\",verb=\"WATCH\",version=\"v1\"} 1");
    requests.ended(watch, 200, false, Duration.ofSeconds(1));
    requests.ended(create, 201, false, Duration.ofSeconds(1));
    assertThat(metrics.text())
        .contains("apiserver_current_inflight_requests{request_kind=\"mutating\"} 0")
        .doesNotContain("apiserver_longrunning_requests{");
  }
}

package io.kubejar.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.rest.RequestInfo;
import io.kubejar.server.rest.RequestObserver;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.User;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {
  private final Metrics metrics = new Metrics();
  private final RequestMetrics requests = new RequestMetrics(metrics);

  private static RequestInfo pods(String verb, String name, String subresource) {
    return new RequestInfo(
        "", verb, "api", "", "v1", "default", "pods", name, subresource, "", false);
  }

  private static RequestObserver.End end(int code) {
    return new RequestObserver.End(code, false, "Strict", Duration.ofMillis(30), 120, 2_500);
  }

  private void ended(RequestInfo info, int code) {
    requests.started(info);
    requests.ended(info, end(code));
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
    requests.ended(watch, end(200));
    requests.ended(create, end(201));
    assertThat(metrics.text())
        .contains("apiserver_current_inflight_requests{request_kind=\"mutating\"} 0")
        .doesNotContain("apiserver_longrunning_requests{");
  }

  @Test
  void sizesAreThoseOfReadsAndOfBodies() {
    ended(pods("list", "", ""), 200);
    ended(pods("create", "", ""), 201);
    assertThat(metrics.text())
        .contains(
            "apiserver_response_sizes_sum{component=\"apiserver\",group=\"\",resource=\"pods\","
                + "scope=\"namespace\",subresource=\"\",verb=\"LIST\",version=\"v1\"} 2500",
            "apiserver_request_body_size_bytes_sum{group=\"\",resource=\"pods\",verb=\"POST\"} 120",
            "field_validation_request_duration_seconds_count{field_validation=\"Strict\"} 1")
        .doesNotContain(
            "apiserver_response_sizes_sum{component=\"apiserver\",group=\"\","
                + "resource=\"pods\",scope=\"namespace\",subresource=\"\",verb=\"POST\"");
  }

  @Test
  void whatClientsMakeUpMakesNoSeries() {
    ended(new RequestInfo("/x", "brew", "", "", "", "", "", "", "", "", false), 405);
    requests.ended(
        pods("create", "", ""),
        new RequestObserver.End(201, false, "Perhaps", Duration.ofMillis(30), 0, 0));
    assertThat(metrics.text())
        .contains("verb=\"other\"", "{field_validation=\"invalid\"} 1")
        .doesNotContain("BREW", "Perhaps");
  }

  @Test
  void eventsOfWatchesAreCounted() {
    var sizes = Objects.requireNonNull(requests.watching(pods("watch", "", "")));
    sizes.accept(1_000);
    sizes.accept(3_000);
    assertThat(metrics.text())
        .contains(
            "apiserver_watch_events_total{group=\"\",resource=\"pods\",version=\"v1\"} 2",
            "apiserver_watch_events_sizes_sum{group=\"\",resource=\"pods\",version=\"v1\"} 4000");
  }

  @Test
  void usersAreNotCountedByTheirNames() {
    requests.authenticated(User.of("admin"), Duration.ofMillis(2));
    requests.authenticated(User.of("jane@example.com"), Duration.ofMillis(2));
    requests.authenticated(User.of("jane"), Duration.ofMillis(2));
    requests.authenticated(null, Duration.ofMillis(2));
    assertThat(metrics.text())
        .contains(
            "authenticated_user_requests{username=\"admin\"} 1",
            "authenticated_user_requests{username=\"email_id\"} 1",
            "authenticated_user_requests{username=\"other\"} 1",
            "authentication_attempts{result=\"failure\"} 1",
            "authentication_duration_seconds_count{result=\"success\"} 3")
        .doesNotContain("jane");
  }

  @Test
  void decisionsAreCountedByTheirResult() {
    requests.authorized(new Decision.NoOpinion("no rule"), Duration.ofMillis(2));
    requests.authorized(new Decision.Failed("webhook is gone", "", false), Duration.ofMillis(2));
    assertThat(metrics.text())
        .contains(
            "authorization_attempts_total{result=\"no-opinion\"} 1",
            "authorization_attempts_total{result=\"error\"} 1",
            "apiserver_request_filter_duration_seconds_count{filter=\"authorization\"} 2");
  }

  @Test
  void whatTheServerEndsIsCounted() {
    requests.terminated(pods("list", "", ""), 429);
    assertThat(metrics.text())
        .contains(
            "apiserver_request_terminations_total{code=\"429\",component=\"apiserver\",group=\"\",resource=\"pods\",scope=\"namespace\",subresource=\"\",verb=\"LIST\",version=\"v1\"}"
                + " 1");
  }
}

package io.kubejar.server.spi;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is gathered on the way of one request: warnings for its client, each once, and annotations
/// of its audit record.
public final class Warnings {
  private final Set<String> texts = new LinkedHashSet<>();

  private final Map<String, String> annotations = new LinkedHashMap<>();

  private final Map<String, String> requestAnnotations = new LinkedHashMap<>();

  public synchronized void add(String text) {
    texts.add(text);
  }

  public void addAll(Collection<String> more) {
    more.forEach(this::add);
  }

  public synchronized List<String> toList() {
    return List.copyOf(texts);
  }

  /// Notes a fact for the audit log, such as `pod-security.kubernetes.io/enforce-policy`; the first
  /// word on a key stands.
  public synchronized void annotate(String key, String value) {
    annotations.putIfAbsent(key, value);
  }

  /// The same for facts that show parts of the request's body; told only where bodies are.
  public synchronized void annotateRequest(String key, String value) {
    requestAnnotations.putIfAbsent(key, value);
  }

  /// The facts for an audit log that hears of bodies.
  public synchronized Map<String, String> requestAnnotations() {
    return requestAnnotations.isEmpty() ? Map.of() : Map.copyOf(requestAnnotations);
  }

  /// The facts for the audit log.
  public synchronized Map<String, String> annotations() {
    return annotations.isEmpty() ? Map.of() : Map.copyOf(annotations);
  }
}

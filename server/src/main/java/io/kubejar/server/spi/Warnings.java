package io.kubejar.server.spi;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The warnings gathered for one request's client, each once.
public final class Warnings {
  private final Set<String> texts = new LinkedHashSet<>();

  public synchronized void add(String text) {
    texts.add(text);
  }

  public void addAll(Collection<String> more) {
    more.forEach(this::add);
  }

  public synchronized List<String> toList() {
    return List.copyOf(texts);
  }
}

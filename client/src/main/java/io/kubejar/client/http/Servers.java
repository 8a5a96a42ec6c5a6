package io.kubejar.client.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// The API servers of one cluster, any of which will do: one at a time is asked, until it fails.
///
/// Shared by the transports of a process, so that what one finds out serves all.
public final class Servers {
  /// An immutable view, replaced as a whole.
  private record View(List<URI> all, int current) {}

  private volatile View view;

  /// @param known in the order in which they are tried
  public Servers(List<URI> known) {
    if (known.isEmpty()) {
      throw new IllegalArgumentException("no server");
    }
    this.view = new View(known.stream().map(Servers::canonical).distinct().toList(), 0);
  }

  private static URI canonical(URI server) {
    String text = server.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : server;
  }

  /// The one to ask.
  public URI current() {
    View now = view;
    return now.all().get(now.current());
  }

  /// All that are known.
  public List<URI> all() {
    return view.all();
  }

  /// Goes on with the next one, unless somebody else did so meanwhile.
  public synchronized void failed(URI server) {
    if (current().equals(server)) {
      view = new View(view.all(), (view.current() + 1) % view.all().size());
    }
  }

  /// Replaces what is known; the current one stays current as long as it is known.
  public synchronized void know(List<URI> servers) {
    if (servers.isEmpty()) {
      return;
    }
    List<URI> all = new ArrayList<>(servers.stream().map(Servers::canonical).distinct().toList());
    view = new View(List.copyOf(all), Math.max(0, all.indexOf(current())));
  }

  @Override
  public String toString() {
    return view.all().toString();
  }
}

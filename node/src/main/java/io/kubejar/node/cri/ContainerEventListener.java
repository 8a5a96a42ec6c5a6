package io.kubejar.node.cri;

import io.kubejar.node.cri.v1.ContainerEventType;

/// Who wants to know when containers and sandboxes change. Calls come one at a time, in order, from
/// one thread; they should be quick.
public interface ContainerEventListener {

  /// A container or sandbox was made, started, ended or removed. Asking the runtime for its status
  /// now shows at least this change.
  void changed(String id, ContainerEventType type);

  /// Changes may have been missed (the first connection, or one after a break): look at everything.
  void relist();
}

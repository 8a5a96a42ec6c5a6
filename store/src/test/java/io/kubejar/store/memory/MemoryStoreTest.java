package io.kubejar.store.memory;

import io.kubejar.store.Limits;
import io.kubejar.store.Store;
import io.kubejar.store.StoreContractTest;
import io.kubejar.store.Timer;

class MemoryStoreTest extends StoreContractTest {

  @Override
  protected Store open(Timer timer, Limits limits) {
    return MemoryStore.open(timer, limits);
  }
}

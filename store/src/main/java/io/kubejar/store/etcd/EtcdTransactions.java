package io.kubejar.store.etcd;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.kubejar.store.Entry;
import io.kubejar.store.Outcome;
import io.kubejar.store.Transaction;
import io.kubejar.store.etcd.v3.Compare;
import io.kubejar.store.etcd.v3.DeleteRangeRequest;
import io.kubejar.store.etcd.v3.PutRequest;
import io.kubejar.store.etcd.v3.RangeRequest;
import io.kubejar.store.etcd.v3.RangeResponse;
import io.kubejar.store.etcd.v3.RequestOp;
import io.kubejar.store.etcd.v3.ResponseOp;
import io.kubejar.store.etcd.v3.TxnRequest;
import io.kubejar.store.etcd.v3.TxnResponse;
import java.util.ArrayList;
import java.util.List;

/// Transactions as etcd has them: where a comparison fails, all keys that were compared are read.
final class EtcdTransactions {

  private EtcdTransactions() {}

  static TxnRequest request(Transaction transaction) {
    TxnRequest.Builder request = TxnRequest.newBuilder();
    for (Transaction.Compare compare : transaction.compares()) {
      ByteString key = ByteString.copyFromUtf8(compare.key());
      request.addCompare(
          Compare.newBuilder()
              .setTarget(Compare.CompareTarget.MOD)
              .setResult(Compare.CompareResult.EQUAL)
              .setKey(key)
              .setModRevision(compare.modRevision()));
      request.addFailure(
          RequestOp.newBuilder().setRequestRange(RangeRequest.newBuilder().setKey(key)));
    }
    for (Transaction.Operation operation : transaction.operations()) {
      request.addSuccess(operation(operation));
    }
    return request.build();
  }

  private static RequestOp operation(Transaction.Operation operation) {
    return switch (operation) {
      case Transaction.Put(String key, byte[] value, long lease) ->
          RequestOp.newBuilder()
              .setRequestPut(
                  PutRequest.newBuilder()
                      .setKey(ByteString.copyFromUtf8(key))
                      .setValue(UnsafeByteOperations.unsafeWrap(value))
                      .setLease(lease)
                      .setPrevKv(true))
              .build();
      case Transaction.Delete(String key) ->
          RequestOp.newBuilder()
              .setRequestDeleteRange(
                  DeleteRangeRequest.newBuilder()
                      .setKey(ByteString.copyFromUtf8(key))
                      .setPrevKv(true))
              .build();
    };
  }

  static Outcome outcome(Transaction transaction, TxnResponse response) {
    return response.getSucceeded()
        ? committed(response)
        : conflict(transaction.compares(), response);
  }

  private static Outcome committed(TxnResponse response) {
    List<Entry> previous = new ArrayList<>();
    for (ResponseOp answer : response.getResponsesList()) {
      switch (answer.getResponseCase()) {
        case RESPONSE_PUT -> {
          if (answer.getResponsePut().hasPrevKv()) {
            previous.add(EtcdStore.entry(answer.getResponsePut().getPrevKv()));
          }
        }
        case RESPONSE_DELETE_RANGE ->
            answer
                .getResponseDeleteRange()
                .getPrevKvsList()
                .forEach(p -> previous.add(EtcdStore.entry(p)));
        case RESPONSE_RANGE, RESPONSE_NOT_SET -> {}
      }
    }
    return new Outcome.Committed(response.getHeader().getRevision(), previous);
  }

  private static Outcome conflict(List<Transaction.Compare> compares, TxnResponse response) {
    List<Outcome.Mismatch> mismatches = new ArrayList<>();
    for (int i = 0; i < compares.size(); i++) {
      RangeResponse found = response.getResponses(i).getResponseRange();
      Entry current = found.getKvsCount() == 0 ? null : EtcdStore.entry(found.getKvs(0));
      long revision = current == null ? 0 : current.modRevision();
      if (revision != compares.get(i).modRevision()) {
        mismatches.add(new Outcome.Mismatch(compares.get(i), current));
      }
    }
    return new Outcome.Conflict(response.getHeader().getRevision(), mismatches);
  }
}

package io.kubejar.wire.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPatchTest {
  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'d':{'a':'1'}}|[{'op':'add','path':'/d/b','value':2}]|{'d':{'a':'1','b':2}}",
        "{'d':{'a':'1'}}|[{'op':'replace','path':'/d/z','value':'1'}]|{'d':{'a':'1','z':'1'}}",
        "{'d':{'a':'1'}}|[{'op':'remove','path':'/d/a'}]|{'d':{}}",
        "{'d':{'a':'1'}}|[{'op':'add','path':'d/a','value':'1'}]|{'d':{'a':'1'},'a':'1'}",
        "{'d':{}}|[{'op':'add','path':'/d/b'}]|{'d':{'b':null}}",
        "{'d':{}}|[{'op':'test','path':'/d/none','value':null}]|{'d':{}}",
        "{'d':{'a':1}}|[{'op':'copy','from':'/d/a','path':'/d/c'},{'op':'move','from':'/d/c','path':'/d/e'}]|{'d':{'a':1,'e':1}}",
        "{'d':{}}|[{'op':'add','path':'/d/e~1f~0g','value':'x'}]|{'d':{'e/f~g':'x'}}",
        "{'d':1}|[{'op':'replace','path':'','value':{}}]|{}",
        "{'l':[1,2]}|[{'op':'add','path':'/l/-','value':3},{'op':'add','path':'/l/0','value':0}]|{'l':[0,1,2,3]}",
        "{'l':[1,2]}|[{'op':'remove','path':'/l/-1'}]|{'l':[1]}",
        "{'l':[{'a':1}]}|[{'op':'replace','path':'/l/0/a','value':2}]|{'l':[{'a':2}]}",
        "{'r':1}|[{'op':'test','path':'/r','value':1},{'op':'replace','path':'/r','value':4}]|{'r':4}",
        "{'r':1}|[]|{'r':1}",
      })
  void applies(String document, String patch, String result) {
    assertThat(JsonPatch.parse(bytes(patch)).apply(JsonValue.parse(bytes(document))))
        .isEqualTo(JsonValue.parse(bytes(result)));
  }

  @Test
  void manyOperationsChangeALargeDocumentInPlace() {
    var members = new StringBuilder("{'d':{");
    for (int i = 0; i < 70_000; i++) {
      members.append(i == 0 ? "" : ",").append("'a").append(i).append("':1");
    }
    JsonValue document = JsonValue.parse(bytes(members.append("}}").toString()));
    var operations = new StringBuilder("[");
    for (int i = 0; i < 9_999; i++) {
      operations.append(i == 0 ? "" : ",");
      operations.append("{'op':'replace','path':'/d/a").append(i).append("','value':2}");
    }
    Obj patched = (Obj) JsonPatch.parse(bytes(operations.append("]").toString())).apply(document);
    assertThat(patched.object("d").members()).hasSize(70_000);
    assertThat(patched.object("d").get("a9998")).isEqualTo(JsonValue.of(2));
    assertThat(patched.object("d").get("a9999")).isEqualTo(JsonValue.of(1));
    assertThat(((Obj) document).object("d").get("a9998")).isEqualTo(JsonValue.of(1));
  }

  @Test
  void copiesThatDoubleTheDocumentAreRefused() {
    var operations = new StringBuilder("[");
    for (int i = 0; i < 40; i++) {
      operations.append(i == 0 ? "" : ",");
      operations.append("{'op':'copy','from':'/d','path':'/d/c").append(i).append("'}");
    }
    JsonPatch patch = JsonPatch.parse(bytes(operations.append("]").toString()));
    JsonValue document = JsonValue.parse(bytes("{'d':{'a':'b'}}"));
    assertThatThrownBy(() -> patch.apply(document))
        .isInstanceOf(PatchException.class)
        .hasMessageStartingWith("Unable to complete the copy, the accumulated size increase");
  }

  @Test
  void aMoveIntoItselfDoesNotApply() {
    JsonPatch patch = JsonPatch.parse(bytes("[{'op':'move','from':'/d','path':'/d/x'}]"));
    JsonValue document = JsonValue.parse(bytes("{'d':{'a':'b'}}"));
    assertThatThrownBy(() -> patch.apply(document)).isInstanceOf(PatchException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'op':'nope','path':'/d/a'}]",
        "[{'op':'add','path':'/x/y/z','value':1}]",
        "[{'op':'remove','path':'/d/zz'}]",
        "[{'op':'remove','path':'/l/9'}]",
        "[{'op':'replace','path':'/l/x','value':1}]",
        "[{'op':'add','path':'','value':1}]",
        "[{'path':'/d/a'}]",
        "[{}]",
        "[null]",
      })
  void doesNotApply(String patch) {
    JsonPatch read = JsonPatch.parse(bytes(patch));
    assertThatThrownBy(() -> read.apply(JsonValue.parse(bytes("{'d':{'a':'1'},'l':[1]}"))))
        .isInstanceOfSatisfying(
            PatchException.class,
            e -> assertThat(e.fault()).isEqualTo(PatchException.Fault.NOT_APPLICABLE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|unexpected end of JSON input",
        "{}|json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp",
        "[1]|json: cannot unmarshal number into Go value of type handlers.jsonPatchOp",
      })
  void saysWhatIsMalformed(String patch, String message) {
    assertThatThrownBy(() -> JsonPatch.parse(bytes(patch)))
        .hasMessage("error decoding patch: " + message);
  }

  @Test
  void mergePatchesReplaceMembers() {
    Obj original = (Obj) JsonValue.parse(bytes("{'a':{'b':1,'c':[1]},'d':2}"));
    Obj patch = MergePatch.parse(bytes("{'a':{'b':null,'c':[2],'e':{'f':null}},'d':null,'g':{}}"));
    assertThat(MergePatch.apply(original, patch))
        .isEqualTo(JsonValue.parse(bytes("{'a':{'c':[2],'e':{}},'g':{}}")));
    assertThatThrownBy(() -> MergePatch.parse(bytes("null"))).hasMessage("Invalid JSON Patch");
    assertThatThrownBy(() -> MergePatch.parse(bytes("[]")))
        .hasMessage(
            "error decoding patch: json: cannot unmarshal array into Go value of type"
                + " map[string]interface {}");
    assertThatThrownBy(() -> MergePatch.parse(bytes("{")))
        .hasMessage("error decoding patch: unexpected end of JSON input");
  }

  @Test
  void aTestThatFailsIsToldFromOtherFaults() {
    JsonPatch patch = JsonPatch.parse(bytes("[{'op':'test','path':'/d/a','value':'9'}]"));
    JsonValue document = JsonValue.parse(bytes("{'d':{'a':'1'}}"));
    assertThatThrownBy(() -> patch.apply(document))
        .hasMessage("testing value /d/a failed: test failed")
        .isInstanceOfSatisfying(
            PatchException.class,
            e -> assertThat(e.fault()).isEqualTo(PatchException.Fault.TEST_FAILED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op':'add','path':'/q/r','value':1}|add operation does not apply: doc is missing path:"
            + " \"/q/r\": missing value",
        "{'op':'add','path':'/l/9','value':1}|error in add for path: '/l/9': Unable to access"
            + " invalid index: 9: invalid index referenced",
        "{'op':'remove','path':'/d/zz'}|error in remove for path: '/d/zz': Unable to remove"
            + " nonexistent key: zz: missing value",
        "{'op':'remove','path':'/q/r'}|remove operation does not apply: doc is missing path:"
            + " \"/q/r\": missing value",
        "{'op':'replace','path':'/q/r','value':1}|replace operation does not apply: doc is missing"
            + " path: /q/r: missing value",
        "{'op':'replace','path':'/l/9','value':1}|replace operation does not apply: doc is missing"
            + " key: /l/9: missing value",
        "{'op':'move','from':'/d/zz','path':'/x'}|error in move for path: 'zz': Unable to remove"
            + " nonexistent key: zz: missing value",
        "{'op':'move','from':'/q/r','path':'/x'}|move operation does not apply: doc is missing from"
            + " path: /q/r: missing value",
        "{'op':'copy','from':'/d','path':'/q/r'}|copy operation does not apply: doc is missing"
            + " destination path: /q/r: missing value",
      })
  void saysWhatIsMissing(String operation, String message) {
    JsonPatch patch = JsonPatch.parse(bytes("[" + operation + "]"));
    JsonValue document = JsonValue.parse(bytes("{'d':{'a':'1'},'l':[1]}"));
    assertThatThrownBy(() -> patch.apply(document)).hasMessage(message);
  }
}

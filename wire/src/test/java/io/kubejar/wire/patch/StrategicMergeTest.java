package io.kubejar.wire.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.apps.v1.DeploymentCodec;
import io.kubejar.api.core.v1.ConfigMapCodec;
import io.kubejar.api.core.v1.PodCodec;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StrategicMergeTest {
  private static final ObjectSchema POD = PodCodec.INSTANCE.schema();
  private static final ObjectSchema DEPLOYMENT = DeploymentCodec.INSTANCE.schema();
  private static final String AB =
      "{'spec':{'containers':[{'name':'a','image':'a:1','env':[{'name':'E','value':'1'}]},"
          + "{'name':'b','image':'b:1','ports':[{'containerPort':80}]}]}}";

  private static Obj json(String text) {
    return (Obj) JsonValue.parse(text.replace('\'', '"'));
  }

  private static void merges(ObjectSchema schema, String original, String patch, String result) {
    assertThat(StrategicMerge.apply(json(original), json(patch), schema).toJsonText())
        .isEqualTo(json(result).toJsonText());
  }

  private static void pod(String patch, String containers) {
    merges(
        POD,
        AB,
        "{'spec':{'containers':" + patch + "}}",
        "{'spec':{'containers':" + containers + "}}");
  }

  @Test
  void mergesItemsByKey() {
    pod(
        "[{'name':'b','image':'b:2'}]",
        "[{'name':'a','image':'a:1','env':[{'name':'E','value':'1'}]},"
            + "{'name':'b','image':'b:2','ports':[{'containerPort':80}]}]");
    pod(
        "[{'name':'b','ports':[{'containerPort':80,'name':'x'},{'containerPort':81}]}]",
        "[{'name':'a','image':'a:1','env':[{'name':'E','value':'1'}]},"
            + "{'name':'b','image':'b:1','ports':[{'containerPort':80,'name':'x'},{'containerPort':81}]}]");
  }

  @Test
  void putsNewItemsToTheFront() {
    pod(
        "[{'name':'c','image':'c:1'}]",
        "[{'name':'c','image':'c:1'},{'name':'a','image':'a:1','env':[{'name':'E','value':'1'}]},"
            + "{'name':'b','image':'b:1','ports':[{'containerPort':80}]}]");
  }

  @Test
  void deletesAndReplacesByDirective() {
    pod(
        "[{'name':'a','$patch':'delete'}]",
        "[{'name':'b','image':'b:1','ports':[{'containerPort':80}]}]");
    pod("[{'$patch':'replace'},{'name':'only'}]", "[{'name':'only'}]");
    merges(POD, AB, "{'spec':{'$patch':'replace','nodeName':'n'}}", "{'spec':{'nodeName':'n'}}");
    merges(POD, AB, "{'spec':{'$patch':'delete'}}", "{'spec':{}}");
    merges(POD, AB, "{'spec':{'containers':null}}", "{'spec':{}}");
    merges(POD, "{}", "{'spec':{'$patch':'delete'},'metadata':{'a':null}}", "{'metadata':{}}");
  }

  @Test
  void setsTheOrder() {
    merges(
        POD,
        AB,
        "{'spec':{'$setElementOrder/containers':[{'name':'b'},{'name':'a'}],"
            + "'containers':[{'name':'a','image':'a:2'}]}}",
        "{'spec':{'containers':[{'name':'b','image':'b:1','ports':[{'containerPort':80}]},"
            + "{'name':'a','image':'a:2','env':[{'name':'E','value':'1'}]}]}}");
    assertThatThrownBy(
            () ->
                StrategicMerge.apply(
                    json(AB),
                    json(
                        "{'spec':{'$setElementOrder/containers':[{'name':'b'}],"
                            + "'containers':[{'name':'z'}]}}"),
                    POD))
        .hasMessageContaining("doesn't match $setElementOrder list");
  }

  @Test
  void retainsKeys() {
    merges(
        POD,
        "{'spec':{'volumes':[{'name':'v','emptyDir':{}}]}}",
        "{'spec':{'volumes':[{'name':'v','$retainKeys':['name','configMap'],'configMap':{'name':'c'}}]}}",
        "{'spec':{'volumes':[{'name':'v','configMap':{'name':'c'}}]}}");
    merges(
        DEPLOYMENT,
        "{'spec':{'strategy':{'type':'RollingUpdate','rollingUpdate':{'maxSurge':1}}}}",
        "{'spec':{'strategy':{'$retainKeys':['type'],'type':'Recreate'}}}",
        "{'spec':{'strategy':{'type':'Recreate'}}}");
  }

  @Test
  void mergesScalars() {
    String a = "{'metadata':{'finalizers':['x/a']}}";
    merges(
        POD, a, "{'metadata':{'finalizers':['x/b']}}", "{'metadata':{'finalizers':['x/b','x/a']}}");
    merges(
        POD,
        "{'metadata':{'finalizers':['x/b','x/a']}}",
        "{'metadata':{'$deleteFromPrimitiveList/finalizers':['x/b']}}",
        a);
    merges(
        POD,
        "{'metadata':{'finalizers':['x/b','x/a']}}",
        "{'metadata':{'$setElementOrder/finalizers':['x/a','x/b']}}",
        "{'metadata':{'finalizers':['x/a','x/b']}}");
    merges(POD, a, "{'metadata':{'finalizers':null}}", "{'metadata':{}}");
  }

  @Test
  void replacesListsWithoutStrategyAndMergesMaps() {
    merges(
        POD,
        "{'spec':{'tolerations':[{'key':'k'}],'nodeSelector':{'a':'1','b':'2'}}}",
        "{'spec':{'tolerations':[{'key':'z'}],'nodeSelector':{'a':null,'c':'3'}}}",
        "{'spec':{'tolerations':[{'key':'z'}],'nodeSelector':{'b':'2','c':'3'}}}");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(
            () ->
                StrategicMerge.apply(
                    json(AB), json("{'spec':{'containers':[{'image':'z'}]}}"), POD))
        .hasMessage("map: map[image:z] does not contain declared merge key: name");
    assertThatThrownBy(() -> StrategicMerge.apply(json(AB), json("{'$patch':'nope'}"), POD))
        .hasMessage("unknown patch type: nope in map: map[$patch:nope]");
    assertThatThrownBy(() -> StrategicMerge.parse(new byte[0]))
        .hasMessage("unexpected end of JSON input");
    assertThatThrownBy(() -> StrategicMerge.parse("[]".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("json: cannot unmarshal array into Go value of type map[string]interface {}");
  }

  @Test
  void decodesTheResultWithTheWordsForTrees() {
    assertRestoring("{'data':5}", "cannot restore map from int64");
    assertRestoring("{'data':{'$retainKeys':['a'],'z':'1'}}", "unrecognized type: string");
  }

  private static void assertRestoring(String patch, String message) {
    Obj merged = StrategicMerge.apply(Obj.EMPTY, json(patch), ConfigMapCodec.INSTANCE.schema());
    assertThatThrownBy(() -> JsonDecoder.decodeTree(ConfigMapCodec.INSTANCE, merged))
        .isInstanceOf(JsonException.class)
        .hasMessage(message);
  }
}

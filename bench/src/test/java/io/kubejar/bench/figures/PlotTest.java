package io.kubejar.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.bench.figures.Plot.Line;
import io.kubejar.bench.figures.Plot.Point;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class PlotTest {
  @Test
  void aPlotIsADocumentWithALineForEachOfItsOwn() throws Exception {
    String svg =
        new Plot(
                "Cost & use",
                "pods",
                "µs",
                List.of(
                    new Line("one", List.of(new Point(1_000, 2), new Point(100_000, 250))),
                    new Line("none", List.of(new Point(1_000, 0)))))
            .svg();
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(1);
    assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2);
    assertThat(svg).contains("100k").contains("Cost &amp; use");
  }
}

package dev.rollcall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class BarPlotTest {

    @Test
    void barsAreInProportionAndTargetsAreMarked() throws Exception {
        // given
        BarPlot plot = new BarPlot(
                "A < B & \"C\"",
                List.of(
                        new BarPlot.Bar("one", 0.1, 0.1, 0.1, List.of(0.15, 0.2)),
                        new BarPlot.Bar("two", 0.15, 0.2, 0.25, List.of())),
                "/s",
                2);

        // when
        Document svg = parse(plot.svg());

        // then
        assertThat(svg.getDocumentElement().getAttribute("aria-label")).isEqualTo("A < B & \"C\"");
        assertThat(width(svg, 1)).isEqualTo(2 * width(svg, 0));
        assertThat(plot.svg())
                .contains("class=\"target\"", "class=\"target later\"", "class=\"whisker\"", ">0.10/s<", ">0.20/s<")
                .contains("prefers-color-scheme: dark");
    }

    @Test
    void aPlotWithoutBarsIsStillAPicture() throws Exception {
        assertThat(parse(new BarPlot("empty", List.of(), "", 0).svg())
                        .getElementsByTagName("rect")
                        .getLength())
                .isZero();
    }

    private static double width(Document svg, int bar) {
        return Double.parseDouble(((Element) svg.getElementsByTagName("rect").item(bar)).getAttribute("width"));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}

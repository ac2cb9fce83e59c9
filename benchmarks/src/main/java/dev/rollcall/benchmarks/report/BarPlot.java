package dev.rollcall.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * Horizontal bars with marks for targets, as an SVG that follows the reader's light or dark setting.
 *
 * @param title above the bars
 * @param bars from top to bottom
 * @param unit behind every number, with a leading blank if it wants one
 * @param decimals of every number
 */
record BarPlot(String title, List<Bar> bars, String unit, int decimals) {
    private static final int LEFT = 310;
    private static final int WIDTH = 860;
    private static final int ROW = 46;
    private static final int TOP = 52;
    private static final int BAR = 20;
    private static final int RIGHT = 90; // the number behind the longest bar

    /**
     * One figure.
     *
     * @param label left of the bar
     * @param low left end of the whisker; equal to the value for none
     * @param value length of the bar
     * @param high right end of the whisker
     * @param targets marks across the bar, the first one solid, the second one dashed
     */
    record Bar(String label, double low, double value, double high, List<Double> targets) {}

    String svg() {
        double most = bars.stream()
                .mapToDouble(bar -> Math.max(
                        bar.high(),
                        bar.targets().stream()
                                .mapToDouble(Double::doubleValue)
                                .max()
                                .orElse(0)))
                .max()
                .orElse(1);
        int height = TOP + ROW * bars.size() + 14;
        StringBuilder svg = new StringBuilder(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH, height, WIDTH, height, escaped(title)));
        svg.append(STYLE).append(format("<text class=\"title\" x=\"12\" y=\"26\">%s</text>%n", escaped(title)));
        for (int i = 0; i < bars.size(); i++) {
            row(svg, bars.get(i), TOP + i * ROW, (WIDTH - LEFT - RIGHT) / (most == 0 ? 1 : most));
        }
        return svg.append("</svg>\n").toString();
    }

    private void row(StringBuilder svg, Bar bar, int y, double scale) {
        int middle = y + BAR / 2;
        svg.append(format(
                "<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>%n", LEFT - 10, middle + 5, escaped(bar.label())));
        svg.append(format(
                "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\"/>%n",
                LEFT, y, bar.value() * scale, BAR));
        if (bar.high() > bar.low()) {
            svg.append(format(
                    "<path class=\"whisker\" d=\"M%.1f %d H%.1f\"/>%n",
                    LEFT + bar.low() * scale, middle, LEFT + bar.high() * scale));
        }
        for (int i = 0; i < bar.targets().size(); i++) {
            svg.append(format(
                    "<path class=\"target%s\" d=\"M%.1f %d V%d\"/>%n",
                    i == 0 ? "" : " later", LEFT + bar.targets().get(i) * scale, y - 5, y + BAR + 5));
        }
        double end = Math.max(
                bar.high(),
                bar.targets().stream().mapToDouble(Double::doubleValue).max().orElse(0));
        svg.append(format(
                "<text class=\"number\" x=\"%.1f\" y=\"%d\">%s</text>%n",
                LEFT + end * scale + 8, middle + 5, format("%,." + decimals + "f", bar.value()) + escaped(unit)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** Middle tones that can be read on white and on black where the reader's setting is unknown. */
    private static final String STYLE = """
            <style>
              text { font: 14px system-ui, sans-serif; fill: #6e7781 }
              .title { font-weight: 600; font-size: 16px }
              .label { text-anchor: end }
              .bar { fill: #4493d8 }
              .whisker { stroke: #6e7781; stroke-width: 2 }
              .target { stroke: #d1672a; stroke-width: 2.5 }
              .later { stroke-dasharray: 4 3 }
              @media (prefers-color-scheme: light) { text { fill: #1f2328 } .whisker { stroke: #1f2328 } }
              @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .whisker { stroke: #e6edf3 } }
            </style>
            """;
}

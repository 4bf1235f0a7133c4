package org.camelquickbooks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart of a benchmark's own results, as an SVG file that needs nothing else: one line, the horizontal axis by powers of
 * ten, the vertical one from zero.
 */
final class Chart {

    private static final Path DIRECTORY = Path.of(System.getProperty("benchmark.images", "target/benchmarks"));
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 70;
    private static final int RIGHT = 30;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;

    private record Point(double x, double y) {}

    private final String name;
    private final String title;
    private final String horizontal;
    private final String vertical;
    private final List<Point> points = new ArrayList<>();

    /** @param name the file's, without {@code .svg} */
    Chart(String name, String title, String horizontal, String vertical) {
        this.name = name;
        this.title = title;
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    void point(double x, double y) {
        points.add(new Point(x, y));
    }

    void write() throws IOException {
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve(name + ".svg"), svg());
    }

    String svg() {
        double most = nice(points.stream().mapToDouble(Point::y).max().orElse(1));
        double first = Math.log10(points.get(0).x());
        double last =
                Math.max(first + 1, Math.log10(points.get(points.size() - 1).x()));
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\""
                        + " font-size=\"13\">",
                WIDTH,
                HEIGHT);
        add(svg, "<title>%s</title>", title);
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        text(svg, LEFT, 26, "start", "font-weight=\"bold\"", title);
        for (int i = 0; i <= 4; i++) {
            double value = most * i / 4;
            double y = y(value, most);
            add(
                    svg,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    y);
            text(svg, LEFT - 8, y + 4, "end", "", number(value));
        }
        StringBuilder line = new StringBuilder();
        for (Point point : points) {
            double x = LEFT + (Math.log10(point.x()) - first) / (last - first) * (WIDTH - LEFT - RIGHT);
            double y = y(point.y(), most);
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            add(svg, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#1769aa\"/>", x, y);
            text(svg, x, HEIGHT - BOTTOM + 20, "middle", "", number(point.x()));
        }
        add(
                svg,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"#1769aa\" stroke-width=\"2\"/>",
                line.toString().strip());
        text(svg, (WIDTH + LEFT - RIGHT) / 2.0, HEIGHT - 14, "middle", "", horizontal);
        text(
                svg,
                18,
                (HEIGHT + TOP - BOTTOM) / 2.0,
                "middle",
                String.format(Locale.ROOT, "transform=\"rotate(-90 18 %d)\"", (HEIGHT + TOP - BOTTOM) / 2),
                vertical);
        return svg.append("</svg>\n").toString();
    }

    private static double y(double value, double most) {
        return TOP + (1 - value / most) * (HEIGHT - TOP - BOTTOM);
    }

    /** The next of 1, 2, 4 or 8 times a power of ten, which a quarter divides well. */
    private static double nice(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double factor : new double[] {1, 2, 4, 8}) {
            if (value <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        return value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String more, String text) {
        add(
                svg,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#333333\" %s>%s</text>",
                x,
                y,
                anchor,
                more,
                text);
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

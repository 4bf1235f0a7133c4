package org.camelquickbooks.examples.springboot;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws the dashboard as one SVG: its panels where its JSON has them, with what Prometheus answers to their queries. It
 * is not Grafana, but titles, queries, legends, units and thresholds are the dashboard's.
 */
final class DashboardPicture {

    private static final int COLUMN = 50;
    private static final int ROW = 26;
    private static final int HEAD = 40;
    private static final int GAP = 8;
    private static final List<String> COLORS =
            List.of("#3366cc", "#d9822b", "#2e8540", "#a23b9e", "#b3261e", "#0b7a87", "#7a6a00", "#555555");
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    private final JsonNode dashboard;
    private final Prometheus prometheus;
    private final Instant from;
    private final Instant to;
    private final int step;
    private final StringBuilder svg = new StringBuilder();

    /** A line of a panel: its name in the legend, and its values by seconds since the start. */
    private record Series(String name, TreeMap<Double, Double> values) {

        double last() {
            return values.lastEntry().getValue();
        }
    }

    DashboardPicture(JsonNode dashboard, Prometheus prometheus, Instant from, Instant to, int step) {
        this.dashboard = dashboard;
        this.prometheus = prometheus;
        this.from = from;
        this.to = to;
        this.step = step;
    }

    String draw() {
        int bottom = 0;
        for (JsonNode panel : dashboard.path("panels")) {
            JsonNode grid = panel.path("gridPos");
            bottom = Math.max(bottom, grid.path("y").asInt() + grid.path("h").asInt());
        }
        int width = 24 * COLUMN + GAP;
        int height = HEAD + bottom * ROW + GAP;
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d' role='img'"
                        + " font-family='system-ui, sans-serif' font-size='11' fill='#24292f'>",
                width, height, width, height);
        add("<title>%s</title>", escaped(dashboard.path("title").asText()));
        add("<rect width='%d' height='%d' fill='#f4f5f7'/>", width, height);
        add(
                "<text x='%d' y='26' font-size='17' font-weight='600'>%s</text>",
                GAP * 2, escaped(dashboard.path("title").asText()));
        dashboard.path("panels").forEach(this::panel);
        add("</svg>");
        return svg.toString();
    }

    private void panel(JsonNode panel) {
        JsonNode grid = panel.path("gridPos");
        int width = grid.path("w").asInt() * COLUMN - GAP;
        int height = grid.path("h").asInt() * ROW - GAP;
        add(
                "<g transform='translate(%d,%d)'>",
                GAP + grid.path("x").asInt() * COLUMN, HEAD + grid.path("y").asInt() * ROW);
        add("<rect width='%d' height='%d' rx='4' fill='#ffffff' stroke='#d0d7de'/>", width, height);
        String title = panel.path("title").asText();
        add("<text x='10' y='20' font-size='13' font-weight='600'>%s</text>", escaped(title));
        List<Series> all = series(panel);
        if (all.isEmpty()) {
            throw new IllegalStateException("The panel '" + title + "' has no data");
        }
        JsonNode defaults = panel.path("fieldConfig").path("defaults");
        switch (panel.path("type").asText()) {
            case "timeseries" -> lines(all, defaults, width, height);
            case "bargauge" -> bars(all, defaults, width, height);
            case "stat" -> number(all.get(0).last(), defaults, width, height);
            default -> throw new IllegalStateException("No way to draw " + panel.path("type"));
        }
        add("</g>");
    }

    private List<Series> series(JsonNode panel) {
        List<Series> all = new ArrayList<>();
        for (JsonNode target : panel.path("targets")) {
            for (JsonNode found : prometheus.range(target.path("expr").asText(), from, to, step)) {
                TreeMap<Double, Double> values = new TreeMap<>();
                for (JsonNode value : found.path("values")) {
                    double number = Double.parseDouble(value.path(1).asText());
                    if (!Double.isNaN(number)) {
                        values.put(value.path(0).asDouble() - from.getEpochSecond(), number);
                    }
                }
                if (!values.isEmpty()) {
                    all.add(new Series(legend(target, found.path("metric")), values));
                }
            }
        }
        return all;
    }

    private static String legend(JsonNode target, JsonNode labels) {
        Matcher label = LABEL.matcher(target.path("legendFormat").asText());
        return label.replaceAll(found ->
                        Matcher.quoteReplacement(labels.path(found.group(1)).asText()))
                .strip();
    }

    private void lines(List<Series> all, JsonNode defaults, int width, int height) {
        boolean stacked = defaults.path("custom").path("stacking").has("mode");
        String unit = defaults.path("unit").asText();
        int left = 58;
        int top = 34;
        int right = width - 12;
        int bottom = height - 46;
        List<TreeMap<Double, Double>> tops =
                stacked ? stack(all) : all.stream().map(Series::values).toList();
        double highest = nice(tops.stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0));
        for (int i = 0; i <= 4; i++) {
            double y = bottom - (bottom - top) * i / 4.0;
            add("<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#e4e7eb'/>", left, right, y, y);
            add(
                    "<text x='%d' y='%.1f' text-anchor='end' fill='#57606a'>%s</text>",
                    left - 6, y + 4, inUnit(highest * i / 4, unit));
        }
        double seconds = to.getEpochSecond() - from.getEpochSecond();
        for (int i = 0; i <= 3; i++) {
            add(
                    "<text x='%.1f' y='%d' text-anchor='%s' fill='#57606a'>%s</text>",
                    left + (right - left) * i / 3.0, bottom + 15, i == 3 ? "end" : "middle", clock((int)
                            (seconds * i / 3)));
        }
        // The topmost of a stack first, so that each is seen above the next.
        for (int i = all.size() - 1; i >= 0; i--) {
            StringBuilder points = new StringBuilder();
            tops.get(i)
                    .forEach((at, value) -> points.append(String.format(
                            Locale.ROOT,
                            "%.1f,%.1f ",
                            left + (right - left) * at / seconds,
                            bottom - (bottom - top) * value / highest)));
            String color = COLORS.get(i % COLORS.size());
            if (stacked) {
                add(
                        "<polygon points='%.1f,%d %s%.1f,%d' fill='%s' fill-opacity='0.3'/>",
                        left + (right - left) * tops.get(i).firstKey() / seconds,
                        bottom,
                        points,
                        left + (right - left) * tops.get(i).lastKey() / seconds,
                        bottom,
                        color);
            }
            add("<polyline points='%s' fill='none' stroke='%s' stroke-width='1.6'/>", points, color);
        }
        int x = left;
        for (int i = 0; i < all.size(); i++) {
            String name = all.get(i).name();
            int length = 24 + name.length() * 6;
            if (x > left && x + length > right) {
                add("<text x='%d' y='%d' fill='#57606a'>… %d more</text>", x, height - 10, all.size() - i);
                break;
            }
            add("<rect x='%d' y='%d' width='10' height='3' fill='%s'/>", x, height - 15, COLORS.get(i % COLORS.size()));
            add("<text x='%d' y='%d'>%s</text>", x + 14, height - 10, escaped(name));
            x += length;
        }
    }

    /** Each line on the sum of those before it. */
    private static List<TreeMap<Double, Double>> stack(List<Series> all) {
        List<TreeMap<Double, Double>> tops = new ArrayList<>();
        TreeMap<Double, Double> sum = new TreeMap<>();
        for (Series series : all) {
            series.values().forEach((at, value) -> sum.merge(at, value, Double::sum));
            TreeMap<Double, Double> top = new TreeMap<>(sum);
            top.keySet().retainAll(series.values().keySet());
            tops.add(top);
        }
        return tops;
    }

    private void bars(List<Series> all, JsonNode defaults, int width, int height) {
        int space = (height - 50) / all.size();
        for (int i = 0; i < all.size(); i++) {
            Series series = all.get(i);
            int y = 40 + i * space;
            int length = width - 190;
            add("<text x='12' y='%d'>%s</text>", y + 14, escaped(series.name()));
            add("<rect x='110' y='%d' width='%d' height='18' rx='2' fill='#eceff2'/>", y, length);
            add(
                    "<rect x='110' y='%d' width='%.1f' height='18' rx='2' fill='%s'/>",
                    y, Math.min(1, series.last()) * length, threshold(series.last(), defaults));
            add(
                    "<text x='%d' y='%d'>%s</text>",
                    118 + length,
                    y + 14,
                    inUnit(series.last(), defaults.path("unit").asText()));
        }
    }

    private void number(double value, JsonNode defaults, int width, int height) {
        add(
                "<text x='%d' y='%d' font-size='34' text-anchor='middle' fill='%s'>%s</text>",
                width / 2,
                height / 2 + 20,
                threshold(value, defaults),
                inUnit(value, defaults.path("unit").asText()));
    }

    private static String threshold(double value, JsonNode defaults) {
        String color = "green";
        for (JsonNode each : defaults.path("thresholds").path("steps")) {
            if (each.path("value").isNull() || value >= each.path("value").asDouble()) {
                color = each.path("color").asText();
            }
        }
        return switch (color) {
            case "red" -> "#b3261e";
            case "orange" -> "#b35c00";
            default -> "#2e8540";
        };
    }

    /** The next of 1, 2, 4, 5 or 8 with zeros, so that the lines of the grid have short names. */
    private static double nice(double highest) {
        if (highest <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(highest)));
        for (double factor : new double[] {1, 2, 4, 5, 8, 10}) {
            if (factor * power >= highest) {
                return factor * power;
            }
        }
        return highest;
    }

    private static String inUnit(double value, String unit) {
        return switch (unit) {
            case "percentunit" -> rounded(value * 100) + " %";
            case "s" -> duration(value);
            case "reqps", "cps" -> rounded(value) + "/s";
            default -> rounded(value);
        };
    }

    private static String clock(int seconds) {
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    private static String duration(double seconds) {
        if (seconds == 0) {
            return "0";
        }
        if (seconds < 1) {
            return rounded(seconds * 1000) + " ms";
        }
        return seconds < 100 ? rounded(seconds) + " s" : rounded(seconds / 60) + " min";
    }

    private static String rounded(double value) {
        String text = String.format(Locale.ROOT, value < 0.1 ? "%.4f" : value < 10 ? "%.2f" : "%.0f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

package dev.cairn.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The examples of a Markdown file and the regions of a test that they must equal.
 *
 * <p>In the test a region stands between {@code // tag::name[]} and {@code // end::name[]}. In the Markdown the line
 * {@code <!-- snippet: name -->} stands before the fenced block that repeats it, with results in place of assertions ({@link Shown}).
 */
record Snippets(Map<String, String> byName) {
    private static final Pattern TAG = Pattern.compile("\\s*// (tag|end)::([\\w-]+)\\[\\]\\s*");
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- snippet: ([\\w-]+) -->\\n)?```java\\n(.*?)```", Pattern.DOTALL);

    static Snippets ofTest(String source) {
        Map<String, String> found = new LinkedHashMap<>();
        String open = null;
        List<String> lines = new ArrayList<>();
        for (String line : source.lines().toList()) {
            var tag = TAG.matcher(line);
            if (!tag.matches()) {
                lines.add(line);
            } else if (tag.group(1).equals("tag")) {
                open = tag.group(2);
                lines.clear();
            } else if (tag.group(2).equals(open)) {
                found.put(open, Shown.of(String.join("\n", lines).stripIndent().strip()));
                open = null;
            } else {
                throw new IllegalArgumentException("end of " + tag.group(2) + " inside " + open);
            }
        }
        if (open != null) {
            throw new IllegalArgumentException("no end of " + open);
        }
        return new Snippets(found);
    }

    /** A block without a name stands under its own text, which no region can have. */
    static Snippets ofMarkdown(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        BLOCK.matcher(text).results().forEach(block -> {
            String code = block.group(2).strip();
            found.put(block.group(1) == null ? "unnamed: " + code : block.group(1), code);
        });
        return new Snippets(found);
    }
}

package dev.rollcall.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every relative link leads somewhere. */
class LinksDT {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    @Test
    void everyRelativeLinkLeadsToAFile() {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : Sources.pages()) {
            Matcher link = LINK.matcher(Sources.text(page));
            while (link.find()) {
                String target = link.group(1).replaceFirst("#.*", "");
                if (!target.isEmpty() && !target.matches("[a-z]+:.*")) {
                    links++;
                    if (!Files.exists(page.resolveSibling(target))) {
                        broken.add(Sources.ROOT.relativize(page) + " -> " + target);
                    }
                }
            }
        }
        assertThat(links).isPositive();
        assertThat(broken).isEmpty();
    }
}

package dev.rollcall.membership.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The list of {@code public-mail-domains.txt}. */
final class PublicMailDomains {
    static final Set<String> NAMES = read();

    private PublicMailDomains() {}

    private static Set<String> read() {
        try (InputStream in = PublicMailDomains.class.getResourceAsStream("public-mail-domains.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(Predicate.not(line -> line.isEmpty() || line.startsWith("#")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

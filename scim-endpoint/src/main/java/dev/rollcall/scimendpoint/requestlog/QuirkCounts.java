package dev.rollcall.scimendpoint.requestlog;

import dev.rollcall.scim.Quirk;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many requests had each quirk: {@code rollcall.scim.tolerated}, one series for each that is registered. */
@Singleton
class QuirkCounts {
    private final Map<String, Counter> counters;

    QuirkCounts(MeterRegistry meters) {
        this.counters = Stream.of(Quirk.values())
                .map(Quirk::name)
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        name -> meters.counter("rollcall.scim.tolerated", "quirk", name.toLowerCase(Locale.ROOT))));
    }

    /** @param tolerated names; one that a newer neighbour knows and we do not is not counted */
    void count(List<String> tolerated) {
        for (String name : tolerated) {
            Counter counter = counters.get(name);
            if (counter != null) {
                counter.increment();
            }
        }
    }
}

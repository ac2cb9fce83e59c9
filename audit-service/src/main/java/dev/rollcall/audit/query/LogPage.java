package dev.rollcall.audit.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a log.
 *
 * @param next the cursor of the page that follows; null on the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LogPage(List<EntryView> logs, @Nullable String next) {}

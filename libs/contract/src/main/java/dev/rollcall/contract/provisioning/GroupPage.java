package dev.rollcall.contract.provisioning;

import java.util.List;

/** One page of groups; {@code total} counts all that match, over every page. */
public record GroupPage(long total, List<GroupRecord> groups) {}

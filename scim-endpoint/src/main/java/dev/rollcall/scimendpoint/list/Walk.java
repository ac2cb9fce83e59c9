package dev.rollcall.scimendpoint.list;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk over the pages of a list stands.
 *
 * @param issued when, in whole seconds
 * @param total matches on all pages, as counted on the first
 * @param passed how many resources came before
 * @param after the last of them where the list is in the order of ids; null where it is sorted otherwise
 * @param pastUsers in a list over all types: that one is a group, behind all users
 */
record Walk(Instant issued, int total, int passed, @Nullable UUID after, boolean pastUsers) {}

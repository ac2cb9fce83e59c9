package dev.rollcall.contract.provisioning;

/**
 * One page of a list over all types (RFC 7644 §3.4.2.1): users, then groups, or all of them by {@code sortBy}.
 *
 * @param query what is asked of every type; its {@code references} do not count here
 * @param userGroups whether users' {@code groups} are wanted
 * @param groupMembers whether groups' {@code members} are wanted
 * @param pastUsers whether {@code after} is a group's id rather than a user's: all users came before
 */
public record MixedQuery(ResourceQuery query, boolean userGroups, boolean groupMembers, boolean pastUsers) {}

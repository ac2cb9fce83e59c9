/**
 * SCIM Groups: each mapped to one team of one organization. Owns {@code scim_group} and {@code scim_group_member} (what the IdP said), and
 * through them the rows of {@code team_member} that groups give. Routes: the group part of {@code /internal/v1/scim/**}. Invariant: a
 * mapped team has exactly the active members that its group lists; adding one costs the same in every group.
 */
package dev.rollcall.membership.group;

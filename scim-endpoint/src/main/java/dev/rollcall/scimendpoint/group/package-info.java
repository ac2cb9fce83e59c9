/**
 * {@code /scim/v2/Groups}: the Group resource (R-GRP-3, R-GRP-4). Owns how a Group is read and shown; what it maps to is the source of
 * truth's. Invariant: members are never cut short: all of them, or none because nobody asked.
 *
 * <p>POST, GET, {@code /.search} on the collection; GET, PUT, PATCH, DELETE on one.
 */
package dev.rollcall.scimendpoint.group;

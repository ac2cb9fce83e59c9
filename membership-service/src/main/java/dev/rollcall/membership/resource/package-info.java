/**
 * Lists over all types of resources (RFC 7644 §3.4.2.1). Owns the order of such a list: users, then groups, or all of them by one attribute.
 * Owns no table; each type's feature reads its own. Routes: none; the provisioning package's call. Invariant: a page holds what the types'
 * own lists would hold, each resource once.
 */
package dev.rollcall.membership.resource;

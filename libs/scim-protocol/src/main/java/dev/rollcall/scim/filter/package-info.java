/**
 * Filters (RFC 7644 §3.4.2.2) and the target paths of PATCH that contain them.
 *
 * <p>Owns the parser, the tree, its printing and {@link dev.rollcall.scim.filter.Filter#matches}, the oracle that every compilation
 * to SQL must agree with. Invariant: what is parsed holds only attributes that exist, literals of their type, and prints to text
 * that parses to an equal tree.
 */
package dev.rollcall.scim.filter;

/**
 * Lists of resources: what is asked for, and its pages. Owns how a page is found again, by index or by cursor. Invariant: a cursor leads to
 * nothing that its query, on its connection, would not list.
 */
package dev.rollcall.scimendpoint.list;

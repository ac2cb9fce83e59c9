/**
 * What every route of the public admin API does the same way: reading a JSON body field by field, pages of lists, the events of an
 * administrator's deeds. Owns no table and no route. Invariant: a bad value is refused by its field's name, and no list is unbounded.
 */
package dev.rollcall.membership.admin;

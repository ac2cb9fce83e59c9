/** Plain SQL within the service's transactions. Owns no table. Invariant: values never become part of a statement's text. */
package dev.rollcall.membership.sql;

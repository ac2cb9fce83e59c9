/**
 * Answers questions about the log to those who may ask.
 *
 * <p>Owns: the public audit API. Not: the log; it only reads. Routes: {@code GET /v2/auditlogs/{organization}}, {@code GET
 * /v2/auditlogs/{organization}/actions}. Invariant: every statement is bound to one organization, which the caller may see.
 */
@NullMarked
package dev.rollcall.audit.query;

import org.jspecify.annotations.NullMarked;

/**
 * What leaves a service as an event: topics, types, the CloudEvents envelope and the common data. Owns names and shapes only; how events
 * leave is the outbox's business. Invariant: fields are added, never changed or removed, within a major version.
 */
package dev.rollcall.contract.event;

/**
 * The audit service: what happened, and proof of it. Three features: {@code intake} takes events from Kafka into the database exactly
 * once, {@code log} seals them into one append-only order and publishes them, {@code query} answers owners.
 */
@NullMarked
package dev.rollcall.audit;

import org.jspecify.annotations.NullMarked;

package dev.rollcall.audit.intake;

/**
 * A step of one partition's position.
 *
 * @param expected the offset that must stand in the database
 * @param next the offset that follows the last record of the batch
 */
record Advance(String topic, int partition, long expected, long next) {}

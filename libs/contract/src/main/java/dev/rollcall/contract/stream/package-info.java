/** Gap repair and sealed watermarks between an outbox and its consumers. Owns shapes only. Invariant: a number, once given, names one event for ever. */
package dev.rollcall.contract.stream;

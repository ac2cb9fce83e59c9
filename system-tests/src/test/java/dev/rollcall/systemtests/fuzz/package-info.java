/**
 * Requests that nobody would write on purpose: valid ones, broken by chance, and filters that are meant to hurt. {@code FuzzedRequests} makes
 * the request of a number, {@code RawHttp} sends its bytes as they are, {@code Verdicts} judges what came back.
 */
package dev.rollcall.systemtests.fuzz;

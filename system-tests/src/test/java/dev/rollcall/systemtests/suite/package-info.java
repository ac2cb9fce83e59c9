/** The running suite as a fixture, and plain means to talk to it: HTTP, its topics, its log of audit, its databases from behind. */
package dev.rollcall.systemtests.suite;

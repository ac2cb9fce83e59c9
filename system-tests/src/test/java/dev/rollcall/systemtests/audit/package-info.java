/** From a change to its sealed entry: every change once, in order, on the topics and in the audit API. */
package dev.rollcall.systemtests.audit;

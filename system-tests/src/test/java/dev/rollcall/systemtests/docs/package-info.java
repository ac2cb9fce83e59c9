/** The pages in {@code docs/} and the README are read like code: what they name must exist. */
package dev.rollcall.systemtests.docs;

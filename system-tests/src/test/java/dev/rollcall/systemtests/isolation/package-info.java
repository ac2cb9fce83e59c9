/** What nobody sees of another organization (R-NFR-2), tried with every kind of token at every door. */
package dev.rollcall.systemtests.isolation;

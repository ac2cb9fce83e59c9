/** Hashes, compact ranges and the two proofs: RFC 6962 §2.1, checked as RFC 9162 §2.1.3.2 and §2.1.4.2 say. */
@NullMarked
package dev.rollcall.transparencylog.tree;

import org.jspecify.annotations.NullMarked;

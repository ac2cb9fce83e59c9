/** Questions about accounts, organizations and members between services. Owns shapes only. Invariant: answers come from the source of truth, uncached. */
package dev.rollcall.contract.account;

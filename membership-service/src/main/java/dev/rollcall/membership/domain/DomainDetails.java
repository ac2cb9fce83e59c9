package dev.rollcall.membership.domain;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A domain, and what would be without it. */
record DomainDetails(@JsonUnwrapped Domain domain, Reliance reliance) {}

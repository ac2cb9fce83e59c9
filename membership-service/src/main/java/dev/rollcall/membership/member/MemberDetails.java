package dev.rollcall.membership.member;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rollcall.membership.provenance.ShownProvenance;

/** One member, with where they come from and who wrote what of them (R-ORG-1, R-ORG-7). */
record MemberDetails(@JsonUnwrapped Member member, ShownProvenance provenance) {}

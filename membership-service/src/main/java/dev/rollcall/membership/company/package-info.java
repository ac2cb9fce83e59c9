/**
 * Companies: an optional umbrella over organizations. Owns {@code company} and {@code company_owner}; which organization stands under one is the organization's
 * matter. Routes: {@code /v2/companies}, {@code /v2/companies/{id}/owners}. Invariant: a company's name is unique in any letter case.
 */
package dev.rollcall.membership.company;

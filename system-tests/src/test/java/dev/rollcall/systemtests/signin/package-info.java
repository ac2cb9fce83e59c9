/** People sign in: with a real identity provider and a real browser, and in numbers with an identity provider of the tests that signs for itself. */
package dev.rollcall.systemtests.signin;

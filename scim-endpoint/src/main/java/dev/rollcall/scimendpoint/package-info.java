/**
 * SCIM 2.0 in, commands out: checks a request's token, rate and form, asks membership-service through the contract, and writes the answer
 * in SCIM's form. Owns no data. Start reading at {@link dev.rollcall.scimendpoint.user.UsersEndpoint}.
 *
 * <p>{@code token} who calls; {@code oauth} how a client gets a token; {@code limit} how much; {@code user}, {@code group}, {@code discovery} the routes below {@code /scim/v2};
 * {@code membership} the calls to the source of truth; {@code error} every refusal and failure as a SCIM error; {@code http} bodies in and
 * out; {@code exchange} what is known of one request; {@code requestlog} its record.
 */
@NullMarked
package dev.rollcall.scimendpoint;

import org.jspecify.annotations.NullMarked;

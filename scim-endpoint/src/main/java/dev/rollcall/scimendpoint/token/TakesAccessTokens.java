package dev.rollcall.scimendpoint.token;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On an endpoint that a person reaches with an access token: a request without a SCIM token is let through to it, and it checks by itself. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TakesAccessTokens {}

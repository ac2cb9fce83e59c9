package dev.rollcall.scimendpoint.token;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint that tells nothing of anybody and needs no neighbour: while membership-service cannot say whose a token is, it is enough here
 * that it said so within the last day.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ServedWhileAway {}

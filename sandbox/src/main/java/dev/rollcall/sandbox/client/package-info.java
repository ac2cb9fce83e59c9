/**
 * What a program holds of the sandbox: it starts PostgreSQL and Kafka as a process of their own and says where they are.
 *
 * <p>Owns: the child process, the lines it speaks. Not: the broker or the database, which never share a class path with a program that
 * uses them. One invariant: nothing but {@code java.*} is imported here, since those who use it see this jar without its dependencies.
 */
@NullMarked
package dev.rollcall.sandbox.client;

import org.jspecify.annotations.NullMarked;

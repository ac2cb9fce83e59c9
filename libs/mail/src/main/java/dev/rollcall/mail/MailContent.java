package dev.rollcall.mail;

/** What of a mail is sealed: it may hold a one-time secret, and always says something about a person. */
record MailContent(String subject, String text, String html) {}

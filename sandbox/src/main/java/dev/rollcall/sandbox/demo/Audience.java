package dev.rollcall.sandbox.demo;

/** Whom the day is told while it is played: a person at a terminal, or a program. */
public interface Audience {

    /** A step is about to be played; returns when it may be. */
    void before(int number, Step step);

    void after(StepResult result);

    void end(DayResult result);
}

package dev.rollcall.sandbox.demo;

/** An expectation that was not met: what of, what was expected, what was seen. */
public record Fault(String what, String expected, String seen) {

    @Override
    public String toString() {
        return what + ": expected " + expected + ", seen " + (seen.isEmpty() ? "nothing" : seen);
    }
}

package dev.rollcall.systemtests.suite;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Stops the suite when the run is over. A run that is interrupted stops it by a shutdown hook. */
public final class SuiteEnd implements LauncherSessionListener {
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        RunningSuite.end();
    }
}

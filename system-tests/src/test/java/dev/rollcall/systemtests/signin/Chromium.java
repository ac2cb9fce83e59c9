package dev.rollcall.systemtests.signin;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import dev.rollcall.sandbox.build.TestNeeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Chromium of this machine, without a window. */
final class Chromium implements AutoCloseable {
    private static final int LIMIT_MILLIS =
            30_000; // one step of a person, on a machine that is busy with everything else

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        Path program = TestNeeds.chromium(System.getenv())
                .orElseThrow(() -> new AssertionError("no Chromium; './rollcall test' says how to get one"));
        // It is to use what is there, and to fetch nothing.
        Playwright playwright =
                Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program)
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--no-sandbox", // tests run as root in containers; the pages are ours
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Chromium(playwright, browser);
    }

    /** Somebody's own: no cookies, nothing remembered. */
    BrowserContext fresh() {
        BrowserContext context = browser.newContext();
        context.setDefaultTimeout(LIMIT_MILLIS);
        return context;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

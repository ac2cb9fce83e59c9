package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.infra.ZoneFile;
import dev.rollcall.sandbox.suite.Home;
import dev.rollcall.sandbox.suite.SandboxFailure;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dns}: gives a domain one TXT record more in the suite's name server. */
@Command(name = "dns")
final class DnsCommand implements Callable<Integer> {
    @Parameters(index = "0")
    String name = "";

    @Parameters(index = "1")
    String text = "";

    @Override
    public Integer call() throws IOException {
        Home home = Place.current().home();
        home.create();
        ZoneFile zone = new ZoneFile(home.zone());
        try {
            zone.add(name, text);
        } catch (IOException e) {
            throw new SandboxFailure(e.getMessage() + " (" + zone.path() + ")", e);
        }
        System.out.println(name + " TXT \"" + text + "\"");
        return 0;
    }
}

package dev.rollcall.benchmarks.saml;

import dev.rollcall.sso.saml.SamlRequest;
import dev.rollcall.sso.saml.SamlResponses;
import dev.rollcall.sso.saml.SamlVerdict;
import java.io.ByteArrayInputStream;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

/** L1: one thread judges a Response again and again; its floor verifies one RSA signature over the same bytes and parses them once. */
public final class SamlValidation {
    public static final double TARGET = 0.5;
    /** A look at the clock costs as much as a small part of a job: not after each. */
    private static final int BETWEEN_LOOKS = 20;

    private SamlValidation() {}

    private interface Job {
        void run() throws Exception;
    }

    public static InTurn measure(Duration warmUp, Duration round, int rounds) throws Exception {
        SignedMessage message = SignedMessage.make(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Job product = product(message);
        Job floor = floor(message);
        rate(product, warmUp);
        rate(floor, warmUp);
        List<Double> products = new ArrayList<>();
        List<Double> floors = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            double ours = rate(product, round);
            double least = rate(floor, round);
            System.out.printf(
                    Locale.ROOT,
                    "  round %d  validated %,7.0f/s   floor %,7.0f/s   ratio %.3f%n",
                    i,
                    ours,
                    least,
                    ours / least);
            products.add(ours);
            floors.add(least);
        }
        return new InTurn(products, floors);
    }

    private static Job product(SignedMessage message) {
        String posted = message.posted();
        SamlRequest request = new SamlRequest(SignedMessage.REQUEST, message.now());
        return () -> {
            if (!(SamlResponses.validate(posted, message.connection(), request) instanceof SamlVerdict.Accepted)) {
                throw new IllegalStateException(
                        String.valueOf(SamlResponses.validate(posted, message.connection(), request)));
            }
        };
    }

    private static Job floor(SignedMessage message) throws Exception {
        byte[] xml = message.xml();
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(message.keys().getPrivate());
        signer.update(xml);
        byte[] signed = signer.sign();
        DocumentBuilder parser = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
        Signature verifier = Signature.getInstance("SHA256withRSA");
        return () -> {
            verifier.initVerify(message.keys().getPublic());
            verifier.update(xml);
            if (!verifier.verify(signed) || parser.parse(new ByteArrayInputStream(xml)) == null) {
                throw new IllegalStateException("The floor is broken");
            }
        };
    }

    private static double rate(Job job, Duration time) throws Exception {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        long jobs = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < BETWEEN_LOOKS; i++) {
                job.run();
            }
            jobs += BETWEEN_LOOKS;
        }
        return jobs / ((System.nanoTime() - begin) / 1e9);
    }
}

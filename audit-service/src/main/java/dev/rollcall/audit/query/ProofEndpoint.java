package dev.rollcall.audit.query;

import dev.rollcall.audit.checkpoint.Proofs;
import dev.rollcall.contract.refusal.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The proof of the log (R-AUD-9), for those who may read it; in C2SP's text formats, which other tools verify. */
@Path("/v2/auditlogs/{organization}")
@Produces("text/plain; charset=utf-8")
@RunOnVirtualThread
public class ProofEndpoint {
    private static final int DIGITS_MAX = 18; // fits a long, and no log will be so long

    private final Readers readers;
    private final Proofs proofs;

    ProofEndpoint(Readers readers, Proofs proofs) {
        this.readers = readers;
        this.proofs = proofs;
    }

    /** tlog-checkpoint: of the one tree over all organizations. */
    @GET
    @Path("/checkpoint")
    public Response checkpoint(@PathParam("organization") String organization) {
        readers.require(organization);
        return unkept(proofs.checkpoint());
    }

    /** tlog-proof of an entry, or what tlog-witness takes as proof that the log only grew. */
    @GET
    @Path("/proof")
    public Response proof(
            @PathParam("organization") String organization,
            @QueryParam("index") @Nullable String index,
            @QueryParam("old") @Nullable String old) {
        Readers.Readable log = readers.require(organization);
        if (index != null && old == null) {
            return unkept(proofs.ofEntry(log.scope(), number("index", index)));
        }
        if (old != null && index == null) {
            return unkept(proofs.ofGrowth(number("old", old)));
        }
        throw Refusal.VALUE_INVALID.because(
                "Give index, the audit index of an entry, or old, the size of a checkpoint that you have.");
    }

    private static long number(String name, String text) {
        if (text.length() > DIGITS_MAX || !text.matches("[0-9]+")) {
            throw Refusal.VALUE_INVALID.because(name + " is a number from 0.");
        }
        return Long.parseLong(text);
    }

    /** tlog-tiles: a checkpoint is not kept for more than a few seconds. */
    private static Response unkept(String text) {
        CacheControl control = new CacheControl();
        control.setNoStore(true);
        return Response.ok(text).cacheControl(control).build();
    }
}

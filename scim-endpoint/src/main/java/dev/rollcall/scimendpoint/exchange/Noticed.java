package dev.rollcall.scimendpoint.exchange;

import dev.rollcall.contract.provisioning.Remarks;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What was found in a request beyond the standard, here and where its resource is; all parts of a bulk request together. */
public final class Noticed {
    private final Leeway leeway;
    private final List<Remarks> remarks = new ArrayList<>(0);

    Noticed(Mode mode) {
        this.leeway = new Leeway(mode);
    }

    /** How the request is read here. */
    public Leeway leeway() {
        return leeway;
    }

    void add(Remarks more) {
        remarks.add(more);
    }

    List<String> tolerated() {
        return leeway.tolerated().isEmpty() && remarks.isEmpty()
                ? List.of()
                : Stream.concat(
                                leeway.tolerated().stream().map(Quirk::name),
                                remarks.stream().flatMap(one -> one.tolerated().stream()))
                        .distinct()
                        .toList();
    }

    List<String> ignored() {
        return leeway.unknownAttributes().isEmpty() && remarks.isEmpty()
                ? List.of()
                : Stream.concat(
                                leeway.unknownAttributes().stream(),
                                remarks.stream().flatMap(one -> one.ignored().stream()))
                        .distinct()
                        .limit(ScimLimits.UNKNOWN_NAMES_MAX)
                        .toList();
    }
}

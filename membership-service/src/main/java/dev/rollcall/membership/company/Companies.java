package dev.rollcall.membership.company;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;

/** Makes and lists companies. */
@ApplicationScoped
class Companies {
    private final Transactions transactions;
    private final Moments moments;

    Companies(Transactions transactions, Moments moments) {
        this.transactions = transactions;
        this.moments = moments;
    }

    Company create(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return transactions.write(connection -> {
            if (CompanyRow.count("nameKey", key) > 0) {
                throw Refusal.COMPANY_EXISTS.because("name: there is a company '" + name + "' already.");
            }
            var row = new CompanyRow();
            row.id = moments.newId();
            row.name = name;
            row.nameKey = key;
            row.createdAt = moments.now();
            row.persistAndFlush();
            return row.shown();
        });
    }

    @Transactional
    CompanyList list(Slice slice) {
        List<CompanyRow> rows = CompanyRow.list(slice.afterOr(""), slice.offset(), slice.limit());
        return new CompanyList(
                slice.cut(rows).stream().map(CompanyRow::shown).toList(), slice.next(rows, row -> row.nameKey));
    }
}

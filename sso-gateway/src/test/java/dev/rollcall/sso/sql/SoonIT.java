package dev.rollcall.sso.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SoonIT {
    private static final String SETTING = "SELECT current_setting('synchronous_commit')";

    @Inject
    DataSource database;

    /** Often enough for the statement to be one that the server keeps. */
    @Test
    void onlyTheStatementItselfDoesNotWaitForTheDisk() throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (int i = 0; i < 12; i++) {
                try (PreparedStatement soon = Soon.prepare(connection, SETTING)) {
                    Soon.run(soon);
                    assertThat(text(soon.getResultSet())).isEqualTo("off");
                }
                try (PreparedStatement after = connection.prepareStatement(SETTING)) {
                    assertThat(text(after.executeQuery())).isEqualTo("on");
                }
            }
        }
    }

    private static String text(ResultSet row) throws SQLException {
        try (row) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}

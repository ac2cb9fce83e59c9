package dev.rollcall.sandbox.infra;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Database, roles and schemas as a deployment prepares them: each service owns one schema and sees no other. */
final class Databases {
    private Databases() {}

    /** On the maintenance database: passwords, roles, the database itself. */
    static void create(Connection connection, Credentials credentials) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE postgres PASSWORD '" + credentials.password(Postgres.SUPERUSER) + "'");
            for (Schema schema : Schema.values()) {
                // Hexadecimal digits of our own making: nothing to escape, and DDL takes no parameters.
                statement.execute("CREATE ROLE " + schema.role() + " LOGIN PASSWORD '"
                        + credentials.password(schema.role()) + "'");
            }
            statement.execute("CREATE DATABASE " + Postgres.DATABASE);
        }
    }

    /** On the new database: a schema for each role, and nothing for everyone. */
    static void createSchemas(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("REVOKE ALL ON DATABASE " + Postgres.DATABASE + " FROM PUBLIC");
            statement.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
            for (Schema schema : Schema.values()) {
                statement.execute("GRANT CONNECT ON DATABASE " + Postgres.DATABASE + " TO " + schema.role());
                statement.execute("CREATE SCHEMA " + schema.schemaName() + " AUTHORIZATION " + schema.role());
                statement.execute("ALTER ROLE " + schema.role() + " SET search_path = " + schema.schemaName());
            }
        }
    }
}

namespace Twin.Benchmarks.Peer;

/// <summary>The tables of the usual design, and the two statements that do all of a report's work at once.</summary>
internal static class PeerSchema
{
    public static string Create(Lookup lookup) => $"""
        {lookup.Prepare}
        CREATE TABLE grid(id int PRIMARY KEY, community_id int NOT NULL, outline {lookup.Type} NOT NULL);
        CREATE TABLE report(
            id bigserial PRIMARY KEY, grid_id int NOT NULL REFERENCES grid(id), community_id int NOT NULL,
            kind int NOT NULL, lng float8 NOT NULL, lat float8 NOT NULL, payload text NOT NULL,
            status text NOT NULL DEFAULT 'open', created timestamptz NOT NULL DEFAULT now());
        CREATE INDEX ON report(grid_id, status);
        CREATE TABLE grid_counter(id int PRIMARY KEY, n bigint NOT NULL);
        CREATE TABLE community_counter(id int PRIMARY KEY, n bigint NOT NULL);
        CREATE TABLE city_counter(id int PRIMARY KEY, n bigint NOT NULL);
        INSERT INTO city_counter VALUES(1, 0);
        CREATE FUNCTION take(at_lng float8, at_lat float8, words text, whole bool) RETURNS bigint LANGUAGE plpgsql AS $$
        DECLARE g int; c int; r bigint;
        BEGIN
            SELECT held.id, held.community_id INTO g, c FROM ({lookup.Find("at_lng", "at_lat")}) held;
            IF g IS NULL THEN RETURN -1; END IF;
            INSERT INTO report(grid_id, community_id, kind, lng, lat, payload)
                VALUES(g, c, 1, at_lng, at_lat, words) RETURNING id INTO r;
            UPDATE grid_counter SET n = n + 1 WHERE id = g;
            UPDATE community_counter SET n = n + 1 WHERE id = c;
            IF whole THEN
                UPDATE city_counter SET n = n + 1 WHERE id = 1;
                PERFORM pg_notify('city', g::text || ':' || r::text);
            END IF;
            RETURN r;
        END $$;
        """;

    public static string Fill(Lookup lookup) => $"""
        CREATE INDEX ON grid USING gist({lookup.Indexed});
        INSERT INTO grid_counter SELECT id, 0 FROM grid;
        INSERT INTO community_counter SELECT DISTINCT community_id, 0 FROM grid;
        ANALYZE;
        """;

    /// <summary>A whole batch. One connection sends it, so no two of them wait crosswise.</summary>
    public static string Batch(Lookup lookup) => $"""
        WITH place AS (SELECT * FROM unnest($1::float8[], $2::float8[]) AS one(lng, lat)),
        stored AS (
            INSERT INTO report(grid_id, community_id, kind, lng, lat, payload)
            SELECT held.id, held.community_id, 1, place.lng, place.lat, $3 FROM place
            CROSS JOIN LATERAL ({lookup.Find("place.lng", "place.lat")}) held
            RETURNING id, grid_id, community_id),
        by_grid AS (
            UPDATE grid_counter c SET n = c.n + s.n
            FROM (SELECT grid_id, count(*) n FROM stored GROUP BY 1) s WHERE c.id = s.grid_id),
        by_community AS (
            UPDATE community_counter c SET n = c.n + s.n
            FROM (SELECT community_id, count(*) n FROM stored GROUP BY 1) s WHERE c.id = s.community_id),
        by_city AS (UPDATE city_counter SET n = n + (SELECT count(*) FROM stored) WHERE id = 1)
        SELECT count(pg_notify('city', grid_id || ':' || id)) FROM stored
        """;
}

-- Scorecards as SQL reads them: the figures of the stored JSON as exact numerics.
-- Over the table `scorecards (id text, card jsonb)`; nothing is computed again but sums.

-- A figure of a scorecard. Nearly all are decimals and stay exact; of a fraction such
-- as 20/3 the first fifty places are kept.
CREATE OR REPLACE FUNCTION exact(figure text) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN strpos(figure, '/') = 0 THEN figure::numeric
    ELSE trim_scale(split_part(figure, '/', 1)::numeric(200, 50)
                    / split_part(figure, '/', 2)::numeric) END
$$;

-- One row for each evaluation. While something is not known, `points` is null, and
-- the total lies between `low` and `high`.
CREATE OR REPLACE VIEW totals AS
SELECT id,
    coalesce(card #>> '{evaluation,project,name,zh_CN}',
             card #>> '{evaluation,project,name}') AS project,
    (card #>> '{evaluation,project,year}')::integer AS year,
    exact(card #>> '{total,points}') AS points,
    exact(card #>> '{total,interval,0}') AS low,
    exact(card #>> '{total,interval,1}') AS high,
    exact(card #>> '{total,out_of}') AS out_of,
    card ->> 'grade' AS grade,
    card ->> 'no_grade' AS no_grade,
    card ->> 'content_hash' AS content_hash,
    card ->> 'version' AS version
FROM scorecards;

-- One row for each indicator, in the order of the tree, and the budget row last.
CREATE OR REPLACE VIEW lines AS
SELECT id,
    place,
    line ->> 'code' AS code,
    line #>> '{path,0}' AS first_level,
    line ->> 'name' AS name,
    line ->> 'status' AS status,
    exact(line ->> 'points') AS points,
    exact(line ->> 'out_of') AS out_of,
    exact(line ->> 'out_of') - exact(line ->> 'points') AS lost,
    exact(line #>> '{completion_rate,percent}') AS completion_percent,
    coalesce(line ->> 'reason', line #>> '{completion_rate,reason}') AS reason
FROM scorecards
CROSS JOIN LATERAL jsonb_array_elements(
    (card -> 'lines')
    || CASE jsonb_typeof(card -> 'budget')
           WHEN 'object' THEN jsonb_build_array(card -> 'budget')
           ELSE '[]'::jsonb
       END
) WITH ORDINALITY AS listed (line, place);

-- Where the points went, over all projects of a year.
CREATE OR REPLACE VIEW lost_points AS
SELECT year, lines.code, lines.name,
    count(*) AS projects,
    sum(lost) AS lost,
    sum(lines.out_of) AS out_of,
    round(100 * sum(lost) / nullif(sum(lines.out_of), 0), 2) AS percent
FROM lines JOIN totals USING (id)
WHERE lost IS NOT NULL
GROUP BY year, lines.code, lines.name;

-- How many projects have which grade.
CREATE OR REPLACE VIEW grades AS
SELECT year, coalesce(grade, no_grade) AS grade, count(*) AS projects,
    round(avg(points), 2) AS mean, min(points) AS least, max(points) AS most
FROM totals
GROUP BY year, coalesce(grade, no_grade);

// Recompute the conformance vectors of lzeval without Python.
//
// Usage: node run_vectors.mjs FOLDER
//
// FOLDER is what `lzeval vectors export FOLDER` wrote. Prints as JSON which vectors of
// each kind were recomputed, how many ask for more than this program claims, and which
// figures differ. Exits with 1 if any does, or if nothing was recomputed.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Exact } from "./exact.mjs";
import { evaluate, grade, money, NotClaimed, percent, points, rateOf, share } from "./scoring.mjs";

const folder = process.argv[2];
const read = (path) => JSON.parse(readFileSync(join(folder, path), "utf-8"));

const KIND_OF_SIGN = { ">=": "positive", ">": "positive", "=": "equal", "<=": "reverse", "<": "reverse" };

// The rule of an edition for a target, where the kind of the indicator may have its own.
function ruleOf(edition, indicator, target) {
  const kind = KIND_OF_SIGN[target.comparator];
  const nearest = (edition.kinds ?? []).find((one) => {
    const name = typeof one.name === "string" ? one.name : one.name.zh_CN;
    return name === indicator;
  });
  return nearest?.rules?.[kind] ?? edition.rules?.[kind];
}

// What an edition's vector gives, in the form of what it expects.
function ofEdition({ edition: id, given, reading, expected }) {
  const edition = read(`editions/${id}.json`);
  const digits = edition.rounding?.digits ?? 2;
  const found = {};
  if (given.month !== undefined) throw new NotClaimed("a warning light");
  if (given.total !== undefined) {
    const full = Exact.of(edition.grades.out_of ?? "100");
    return { kind: "grade", found: { grade: grade(edition.grades, Exact.of(given.total), full) } };
  }
  if (given.budget !== undefined) {
    const [wanted, actual] = [money(reading.budget), money(reading.executed)];
    found.rate = percent(wanted, actual);
    const row = edition.budget_row;
    if (row) {
      const cells = [{ value: reading.budget }, { value: reading.executed }];
      const part = share(row.rule ?? { kind: "proportional" }, ...cells).share;
      found.points = points(edition.rounding, Exact.of(row.weight), part).written(digits);
    }
    return { kind: "budget", found };
  }
  if (given.target === undefined) throw new NotClaimed("a conversion of totals");
  const { target, outcome } = reading;
  let kind = "rate";
  if (expected.rate !== undefined) found.rate = rateOf(target, outcome);
  if (given.weight !== undefined) {
    const scored = share(ruleOf(edition, given.indicator, target), target, outcome);
    kind = scored.kind;
    const earned = points(edition.rounding, Exact.of(given.weight), scored.share);
    found.points = earned.written(digits);
  }
  return { kind, found };
}

// Name every figure that is expected and was not found so.
function* differences(expected, found, path = "") {
  for (const [key, value] of Object.entries(expected)) {
    const at = path ? `${path}.${key}` : key;
    const got = found?.[key];
    if (got === undefined) throw new NotClaimed(at);
    if (got instanceof Exact) {
      if (got.compare(Exact.of(value)) !== 0) yield { at, expected: value, found: `${got.top}/${got.bottom}` };
    } else if (typeof value === "object") yield* differences(value, got, at);
    else if (value !== got) yield { at, expected: value, found: got };
  }
}

const claimed = {};
const passedOver = {};
const differing = [];
for (const { path } of read("manifest.json").files) {
  if (!path.startsWith("vectors/")) continue;
  const { kind: file, vectors } = read(path);
  for (const vector of vectors) {
    try {
      const { kind, found } = vector.evaluation ? evaluate(vector.evaluation) : ofEdition(vector);
      const wrong = [...differences(vector.expected, found)];
      const id = vector.edition ? `${vector.edition}/${vector.id}` : vector.id;
      (claimed[`${file}/${kind}`] ??= []).push(id);
      for (const one of wrong) differing.push({ kind: `${file}/${kind}`, id, ...one });
    } catch (error) {
      if (!(error instanceof NotClaimed)) throw error;
      passedOver[file] = (passedOver[file] ?? 0) + 1;
    }
  }
}
console.log(JSON.stringify({ claimed, passedOver, differing }, null, 2));
process.exitCode = differing.length || !Object.keys(claimed).length ? 1 : 0;

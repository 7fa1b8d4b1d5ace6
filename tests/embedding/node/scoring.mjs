// As much of the scoring as this runner claims: proportional, reverse and banded points,
// points given by a person, sums, rounding, and grades.

import { Exact, HUNDRED, ONE, ZERO } from "./exact.mjs";

// Thrown where a vector asks for more than this program claims.
export class NotClaimed extends Error {}

const unclaimed = (what) => {
  throw new NotClaimed(what);
};

const only = (object, known) => {
  for (const key of Object.keys(object ?? {})) if (!known.includes(key)) unclaimed(key);
};

// Read "6410 人" as a number and its unit.
const quantity = (text) => {
  if (typeof text !== "string") unclaimed("a result without a number");
  const [number, unit = ""] = text.split(" ");
  return { number: Exact.of(number), unit };
};

// The number of a target or outcome that is one and nothing else.
const figure = (cell) => {
  only(cell, ["indicator", "code", "comparator", "value", "text"]);
  return quantity(cell.value);
};

const RULES = {
  proportional(rule, sign, target, actual) {
    only(rule, ["kind", "threshold", "cap", "over"]);
    only(rule.over, ["flag", "steps"]);
    const cap = Exact.of(rule.cap ?? "1");
    const side = target.compare(ZERO);
    if (side < 0) return actual.compare(target) < 0 ? unclaimed("no rate") : cap;
    if (side === 0) {
      const missed = sign === "=" ? actual.compare(ZERO) > 0 : actual.compare(ZERO) < 0;
      return missed ? ZERO : cap;
    }
    const rate = actual.over(target);
    let share = rate.compare(cap) < 0 ? rate : cap;
    if (rate.compare(Exact.of(rule.threshold ?? "0")) < 0) share = ZERO;
    for (const step of rule.over?.steps ?? [])
      if (rate.compare(Exact.of(step.at)) >= 0) share = Exact.of(step.share);
    return share;
  },

  reverse(rule, _sign, target, actual) {
    only(rule, ["kind", "formula", "steps"]);
    if (actual.compare(target) <= 0) return ONE;
    if (rule.formula === "all-or-nothing") return ZERO;
    if (target.compare(ZERO) === 0) return ZERO;
    if (target.compare(ZERO) < 0) unclaimed("no rate");
    if (rule.formula === "ratio") return target.over(actual);
    const excess = actual.minus(target).over(target);
    if (rule.formula === "linear") return excess.compare(ONE) > 0 ? ZERO : ONE.minus(excess);
    let share = ONE;
    for (const step of rule.steps)
      if (excess.compare(Exact.of(step.at)) >= 0) share = Exact.of(step.share);
    return share;
  },

  bands(rule, _sign, target, actual, unit) {
    only(rule, ["kind", "bands", "of", "unit"]);
    let at = actual;
    if (rule.of !== "value") {
      if (target.compare(ZERO) <= 0) unclaimed("no rate");
      at = actual.over(target);
    } else if (rule.unit !== undefined && rule.unit !== unit) unclaimed("a conversion");
    // What is above no upper end of the others is in the last band.
    const inside = (band) => {
      const side = at.compare(Exact.of(band.high));
      return side < 0 || (side === 0 && band.high_closed === true);
    };
    const last = rule.bands.length - 1;
    const found = rule.bands.findIndex((band, i) => i === last || inside(band));
    return Exact.of(rule.bands[found].share);
  },
};

// The share of the points, from 0 to 1, that an outcome earns.
export function share(rule, target, outcome) {
  if (!rule) unclaimed("an indicator without a rule");
  const score = RULES[rule.kind] ?? unclaimed(rule.kind);
  const [wanted, actual] = [figure(target), figure(outcome)];
  if (wanted.unit !== actual.unit) unclaimed("a conversion of units");
  const given = score(rule, target.comparator, wanted.number, actual.number, actual.unit);
  return { kind: rule.kind, share: given };
}

// The completion rate in percent, to two decimals.
export function percent(wanted, actual) {
  if (wanted.unit !== actual.unit) unclaimed("a conversion of units");
  if (wanted.number.compare(ZERO) <= 0) unclaimed("no rate");
  return HUNDRED.times(actual.number.over(wanted.number)).rounded(2).written(2);
}

export const money = quantity;

export const rateOf = (target, outcome) => percent(figure(target), figure(outcome));

export function points(rounding, weight, part) {
  const { digits = 2, mode } = rounding ?? {};
  return weight.times(part).rounded(digits, mode);
}

// The grade of a total out of its full points.
export function grade(scale, total, outOf) {
  const full = Exact.of(scale.out_of ?? "100");
  const converted = total.times(full).over(outOf);
  const found = scale.grades.find(({ span }) => {
    if (span.high === undefined || span.high === null) return true;
    const side = converted.compare(Exact.of(span.high));
    return side < 0 || (side === 0 && span.high_closed === true);
  });
  const name = found.name;
  return typeof name === "string" ? name : name.zh_CN;
}

// Score an evaluation file whose results are all known.
export function evaluate(evaluation) {
  const { framework, tree, targets = [], outcomes = {}, awards = {} } = evaluation;
  if (typeof framework === "string") unclaimed("an edition by its id");
  only(framework, ["id", "name", "rounding", "grades", "policies"]);
  only(framework.policies, ["claimed", "missing", "not_applicable", "not_assessable"]);
  const { digits = 2, mode, order = "leaves" } = framework.rounding ?? {};
  const parents = new Map(tree.rows.map((row) => [row.code, row.parent]));
  const groups = new Set(tree.rows.map((row) => row.parent));
  const kinds = new Set();
  const sums = new Map();
  const lines = {};
  let [total, exact, outOf] = [ZERO, ZERO, ZERO];
  for (const row of tree.rows) {
    if (groups.has(row.code)) {
      only(row, ["code", "name", "parent"]);
      continue;
    }
    only(row, ["code", "name", "parent", "weight", "rule"]);
    const weight = Exact.of(row.weight);
    let earned;
    if (awards[row.code] !== undefined) {
      if (awards[row.code].length !== 1) unclaimed("several reviews");
      earned = Exact.of(awards[row.code][0].points);
      kinds.add("awarded");
    } else {
      const own = targets.filter((target) => target.indicator === row.code);
      if (own.length !== 1) unclaimed("several targets");
      const outcome = outcomes[own[0].code ?? row.code] ?? unclaimed("no result");
      const scored = share(row.rule, own[0], outcome);
      earned = weight.times(scored.share);
      kinds.add(scored.kind);
    }
    const printed = earned.rounded(digits, mode);
    lines[row.code] = { points: printed.written(digits) };
    exact = exact.plus(earned);
    total = total.plus(printed);
    outOf = outOf.plus(weight);
    for (let code = row.parent; code !== undefined; code = parents.get(code))
      sums.set(code, (sums.get(code) ?? ZERO).plus(printed));
  }
  if (order === "total") total = exact.rounded(digits, mode);
  const found = {
    lines,
    groups: Object.fromEntries(
      [...sums].map(([code, sum]) => [code, { points: sum.written(digits) }]),
    ),
    total: { points: total.written(digits), out_of: outOf },
  };
  if (framework.grades)
    found.grade = grade(framework.grades, framework.grades.on === "exact" ? exact : total, outOf);
  return { kind: [...kinds].sort().join("+"), found };
}

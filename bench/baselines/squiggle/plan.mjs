// The plan of 25 tasks in Squiggle: `node plan.mjs plan.csv SAMPLES SEEDS` prints one JSON line with
// the milliseconds of a warm run and the P80 of the duration for each seed.
import { readFileSync } from "node:fs";
import { run } from "@quri/squiggle-lang";

const [file, samples, seeds] = [process.argv[2], +process.argv[3], +process.argv[4]];
const [, ...rows] = readFileSync(file, "utf8").trim().split(/\r?\n/).map((line) => line.split(","));

function latest(names) {
  if (names.length === 1) return names[0];
  const [first, ...rest] = names;
  return `SampleSet.map2(${first}, ${latest(rest)}, {|a, b| a > b ? a : b})`;
}

const lines = ["f = SampleSet.fromDist(normal(0, 1))"];
for (const [index, , before, median, spread] of rows) {
  const score = `(${Math.sqrt(0.3)} * f + ${Math.sqrt(0.7)} * SampleSet.fromDist(normal(0, 1)))`;
  lines.push(`d${index} = ${median} * exp(${spread} * ${score})`);
  const waits = before ? before.split(" ").map((other) => `e${other}`) : [];
  lines.push(`e${index} = d${index}${waits.length ? ` + ${latest(waits)}` : ""}`);
}
const cost = rows.map(([index, , , , , rate]) => `${rate} * d${index}`).join(" + ");
const last = `e${rows.length - 1}`;
lines.push(`cost = ${cost}`);
const shown = [last, "cost"].flatMap((name) => [0.5, 0.8, 0.95].map((p) => `quantile(${name}, ${p})`));
lines.push(`[${shown.join(", ")}]`);
const code = lines.join("\n");

const times = [];
const p80s = [];
for (let seed = 0; seed < seeds; seed++) {
  const environment = { sampleCount: samples, xyPointLength: 1000, seed: String(seed) };
  const start = performance.now();
  const { result } = await run(code, { environment });
  times.push(performance.now() - start);
  if (!result.ok) throw new Error(String(result.value));
  p80s.push(result.value.result.asJS()[1]);
}
times.sort((a, b) => a - b);
console.log(JSON.stringify({ milliseconds: times[Math.floor(times.length / 2)], p80s }));

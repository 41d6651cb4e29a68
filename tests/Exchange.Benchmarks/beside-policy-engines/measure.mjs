// The half of the other engines: the same cells, each result compared with what has to come out, and processor time counted as in
// Beside/Measurement.cs; one line of JSON an engine.
import { readFileSync } from 'node:fs';
import { engines } from './cedar.mjs';
import { start } from './cerbos.mjs';

const WARM_UP_MS = 2000;
const ROUNDS = 10;
const LONGEST_MS = 6000;

const scene = JSON.parse(readFileSync(process.argv[2], 'utf8'));

function mine() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function compare(name, found) {
  const wrong = scene.expected.findIndex((cell, i) => cell !== found[i]);
  if (wrong >= 0 || found.length !== scene.expected.length) {
    const field = scene.fields[wrong % scene.fields.length];
    throw new Error(`${name}: ${field} of person ${Math.floor(wrong / scene.fields.length)}: ${found[wrong]}, not ${scene.expected[wrong]}`);
  }
}

async function measure(name, decide, elsewhere = () => 0) {
  compare(name, await decide());
  const now = () => mine() + elsewhere();
  let runs = 0;
  for (const started = now(); now() - started < WARM_UP_MS; runs++) {
    await decide();
  }
  const perRound = Math.max(1, Math.floor(runs / ROUNDS));
  let best = Infinity;
  for (let round = 0, began = now(); round < ROUNDS && now() - began < LONGEST_MS; round++) {
    const started = now();
    for (let i = 0; i < perRound; i++) {
      await decide();
    }
    best = Math.min(best, now() - started);
  }
  console.log(JSON.stringify({ engine: name, us: (best * 1000) / perRound }));
}

for (const [name, decide] of engines(scene)) {
  await measure(name, decide);
}

const cerbos = await start(scene);
try {
  await measure(cerbos.name, cerbos.decide, cerbos.processorTime);
} finally {
  cerbos.stop();
}

// The half of graphql-js: the same documents and the same way of counting as Beside/Measurement.cs; one line of JSON a measurement.
import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';

const ROUNDS = 25;
const WARM_UP_MS = 2000;
const ROUND_MS = 40;

// Processor time of the whole process: whatever else the machine does is left out.
function now() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function measure(work) {
  let runs = 0;
  for (const started = now(); now() - started < WARM_UP_MS; runs++) {
    work();
  }
  const perRound = Math.max(1, Math.floor((runs * ROUND_MS) / WARM_UP_MS));
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const started = now();
    for (let i = 0; i < perRound; i++) {
      work();
    }
    best = Math.min(best, now() - started);
  }
  return (best * 1000) / perRound;
}

function report(name, schema) {
  const text = readFileSync(new URL(`documents/${name}.graphql`, import.meta.url), 'utf8');
  const errors = validate(schema, parse(text));
  if (errors.length > 0) {
    throw new Error(`${name}: ${errors[0].message}`);
  }
  const line = (work, us) => console.log(JSON.stringify({ document: name, work, us }));
  line('parse', measure(() => parse(text)));
  line('parse + validate', measure(() => validate(schema, parse(text))));
}

const everything = buildSchema(readFileSync(new URL('documents/kitchen-sink.schema.graphql', import.meta.url), 'utf8'));
const city = buildSchema(readFileSync(process.argv[2], 'utf8'));
report('kitchen-sink', everything);
report('fifty-fields', city);
report('thousand-fields', city);

// The lines of all engines, the best of each, as a table for results.md.
import { readFileSync } from 'node:fs';

const engines = new Map();
for (const text of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  const line = JSON.parse(text);
  if (!(engines.get(line.engine)?.us <= line.us)) {
    engines.set(line.engine, line);
  }
}

const digits = (us) => us.toLocaleString('en-US', { maximumFractionDigits: us < 100 ? 1 : 0 });
const ours = engines.get('Exchange').us;
console.log('| Engine | CPU µs for 1,000 cells | Times ours |');
console.log('|---|--:|--:|');
for (const { engine, us } of engines.values()) {
  console.log(`| ${engine} | ${digits(us)} | ${digits(us / ours)} |`);
}
